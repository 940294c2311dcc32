"""The first understanding: rules in English and Chinese. A trained model replaces it behind the same interface."""

from core.understanding.rules.reader import RuleUnderstanding

__all__ = ["RuleUnderstanding"]
