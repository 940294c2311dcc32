"""Dialogues without end from the phrase material: most written, with other words in their roles, some improvised."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random
from typing import Final

from core.language import Language
from gpuserver.training.improvise import Improvised
from gpuserver.training.phrases import Bank, Play
from gpuserver.training.script import Said, ScriptError, scene
from gpuserver.training.speech import noisy
from gpuserver.training.stage import Example, Stage
from gpuserver.training.words import Words

_CHINESE: Final = 0.46
_WRITTEN: Final = 0.6
_ROLE: Final = re.compile(r"\{(?:\d\.)?([a-z]+):([^{}]+)\}")


class Simulator:
    """Makes dialogues; the same seed makes the same ones."""

    def __init__(self, banks: Mapping[Language, Bank], seed: int) -> None:
        self._random = Random(seed)
        self._banks = {language: bank for language, bank in banks.items() if bank.lines or bank.plays}

    def dialogue(self) -> list[Example]:
        """One dialogue, turn by turn."""
        random = self._random
        language = Language.ZH if random.random() < _CHINESE else Language.EN
        language = language if language in self._banks else next(iter(self._banks))
        bank = self._banks[language]
        if bank.plays and random.random() < _WRITTEN:
            return self._written(bank, random.choice(bank.plays))
        return Improvised(bank, random).dialogue()

    def _written(self, bank: Bank, play: Play) -> list[Example]:
        """A written dialogue, some of its nouns exchanged wherever they stand."""
        random, words = self._random, Words(bank.language, self._random)
        raw = list(play.raw)
        for role, held in dict.fromkeys(found for line in raw[1:] for found in _ROLE.findall(line)):
            if len(held) < 3 - words.chinese or random.random() < 0.55:
                continue
            if other := words.instead(role, held):
                raw = [exchanged(line, held, other, chinese=words.chinese) for line in raw]
        try:
            found = scene(raw)
        except ScriptError:  # an exchanged word broke what another one stood for
            found = scene(play.raw)
        stage = Stage(drawn=found.picture == "drawn")
        stage.concepts = found.concepts
        out: list[Example] = []
        for number, one in enumerate(found.turns):
            photo = one.photo or (found.picture == "photo" and number == 0)
            if one.photo:
                stage.concepts = ()
            typed = noisy(Said(one.text, one.acts, one.spans, photo), random, chinese=words.chinese)
            out.append(stage.hear(typed, one.reply))
        return out


def exchanged(line: str, held: str, other: str, *, chinese: bool) -> str:
    """`line` with `other` wherever `held` stands as words of its own."""
    pattern = re.escape(held) if chinese else rf"(?<![\w'-]){re.escape(held)}(?![\w'-])"
    return re.sub(pattern, lambda _: other, line, flags=re.IGNORECASE)
