"""Re-calculating a derived value from its formula and operands, without `eval`."""

from __future__ import annotations

import ast
import operator
from decimal import Decimal

from assistant.answer import Derived

_OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def evaluate(derived: Derived, values: dict[str, Decimal]) -> str | None:
    """Why a derived value is not what its formula gives (rounded half up to its places), or None."""
    try:
        want = Decimal(derived.value)
        if derived.formula == "count":
            got = Decimal(len(derived.operands))
        elif derived.formula == "sum":
            got = sum(values.values(), Decimal(0))
        else:
            got = _value(ast.parse(derived.formula, mode="eval").body, values)
    except (ArithmeticError, SyntaxError, KeyError, ValueError) as error:
        return f"formula {derived.formula!r} cannot be calculated ({type(error).__name__}: {error})"
    half = Decimal(1).scaleb(min(0, int(want.as_tuple().exponent))) / 2
    return None if abs(got - want) <= half else f"{derived.formula} gives {got}, not {want}"


def _value(node: ast.expr, values: dict[str, Decimal]) -> Decimal:
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        result = _OPERATORS[type(node.op)](_value(node.left, values), _value(node.right, values))
        return Decimal(result)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand, values)
    if isinstance(node, ast.Name):
        return values[node.id]
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return Decimal(str(node.value))
    raise ValueError("only names, numbers and + - * / ( ) may stand in it")
