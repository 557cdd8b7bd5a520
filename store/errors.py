"""Every error that a user can meet. Each message is one line: what is wrong and what to do about it.

`exit_code` is what the command line returns: 2 for wrong usage or where nothing could be done, 1 where the
command ran but something fell short.
"""

from __future__ import annotations


class PanelqaError(Exception):
    """Base of all errors with a message meant for people."""

    exit_code = 2


class UnreadableFile(PanelqaError):
    """A file that cannot be read, or is refused, with the reason. The other files go on."""

    exit_code = 1


class StoreError(PanelqaError):
    """The store is missing, is not ours, is from a newer version, or is damaged."""


class NotHeld(PanelqaError):
    """A document, passage or place that the store does not hold."""


class BadInput(PanelqaError):
    """Wrong usage: an argument, a setting, a case or a mapping that cannot be used as it stands."""


class VerificationFailed(PanelqaError):
    """An answer that does not stand up to its own sources; it is never shown."""

    exit_code = 1
