"""What goes wrong with models, in one sentence."""

from __future__ import annotations


class ModelError(Exception):
    """A model that cannot be pulled, verified or loaded; the message is one sentence that says what to do."""
