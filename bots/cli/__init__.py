"""The command line: the one place that wires the rooms together."""

from bots.cli.app import main

__all__ = ["main"]
