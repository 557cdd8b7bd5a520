"""Better prose from a language model, with nothing of the truth in its hands.

The model sees the statements of a finished answer in which every figure, every quoted sentence and every
marker is a token. It may join and smooth them; it may not write a digit, drop or repeat a token, or use a word
that neither the statements nor a short list of joining words has. Code puts the figures back. What fails a
check is thrown away and the answer by rules is shown, so that a model can make an answer read better and never
make it say something else.
"""

from assistant.rewording.reword import ChatModel, reword

__all__ = ["ChatModel", "reword"]
