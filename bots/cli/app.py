"""The commands of `chatelier`, from the modules that hold them."""

from __future__ import annotations

from bots.cli import about, doctor, gallery, kept, models, portraits, serve, talk, training, understanding
from bots.cli.root import app

__all__ = [
    "about",
    "app",
    "doctor",
    "gallery",
    "kept",
    "main",
    "models",
    "portraits",
    "serve",
    "talk",
    "training",
    "understanding",
]


def main() -> None:
    """The entry point of the `chatelier` command."""
    app()
