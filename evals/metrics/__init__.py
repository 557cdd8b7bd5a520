"""The deterministic metrics. `REQUIRED` are those that a right answer has to meet in full; the others only inform."""

from evals.metrics.base import Result

REQUIRED = ("status", "reason", "abstention", "bare_refusal", "figure_match", "figures_only", "derived_match", "text",
            "not_text", "caveats", "citation_recall", "quote_verbatim", "statements_cited", "figures_sourced",
            "derived_holds")
"""`correct` is 1 where each of these is 1 or undefined, and no error came up."""

INFORMING = ("figure_value", "figure_unit", "figure_period", "figure_role", "figure_measure", "figure_rag",
             "citation_precision", "hit@1", "hit@5", "recall@5", "mrr@10")
NAMES = ("correct", *REQUIRED, *INFORMING)

__all__ = ["INFORMING", "NAMES", "REQUIRED", "Result"]
