"""The narrative side of answering: passages found, whole sentences picked, or an honest "not found"."""

from assistant.narrative.compose import answer_text
from assistant.narrative.types import Picked, TermGroup, TextRequest, TextResult, VectorSearch

__all__ = ["Picked", "TermGroup", "TextRequest", "TextResult", "VectorSearch", "answer_text"]
