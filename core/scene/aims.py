"""What "to" leads to in English prompts: a deed, or whom something is given to."""

from __future__ import annotations

from core.scene.phrases import read_phrase
from core.scene.predicates import Predicates
from core.scene.verbs import gerund, is_base


class Aims(Predicates):
    """Reads "to"."""

    def aims(self) -> bool:
        """Read "to" where a deed or a place of the one who gets something follows; False where neither does.

        "teaching a boy to ride a horse", "running to catch a train", "giving a rose to a girl on a bench".
        """
        if self.low() != "to" or not self.nearest:
            return False
        if is_base(self.low(self.at + 1)) and self.animate(self.nearest[-1]):
            self.tokens[self.at + 1] = gerund(self.low(self.at + 1))
            self.at += 1
            return self.predicate()
        start = self.at
        phrase, self.at = read_phrase(self.tokens, start + 1)
        gets = phrase is not None and self.animate_noun(phrase.noun) and not self.animate(self.nearest[-1])
        if phrase is None or not gets or not (self.relation_ahead() or self.verb_ahead()):
            self.at = start
            return False
        index = self.add(phrase)
        if index is not None:
            self.linked(index, "moved", None)
        return True
