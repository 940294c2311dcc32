"""Prompts made at random, with what they ask for known: the scene that is read is what was asked."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from edit_truth import Edits
from scene_truth import Truth, differences
from scene_truth_asks import Chooser
from scene_truth_en import prompt_en, worded_en
from scene_truth_zh import prompt_zh, worded_zh

from core.language import Language
from core.recipe import Drawing, Recipe, fold, plan
from core.scene.reader import read_scene

PROMPTS = 150
"""Of each language."""
BATCH = 50
MAKERS = {"English": prompt_en, "Chinese": prompt_zh}
WORDED = {Language.EN: worded_en, Language.ZH: worded_zh}


@pytest.mark.parametrize("start", range(0, PROMPTS, BATCH))
@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_a_prompt_is_read_as_what_it_asks_for(make: Callable[[int], tuple[str, Truth]], start: int) -> None:
    wrong: list[str] = []
    for seed in range(start, start + BATCH):
        prompt, truth = make(seed)
        if found := differences(truth, read_scene(prompt)):
            wrong.append(f"{prompt}\n    {'; '.join(found)}")
    assert not wrong, "\n".join([f"{len(wrong)} of {BATCH} prompts:", *wrong])


def test_a_scene_that_is_not_what_was_asked_is_told_of() -> None:
    prompt, truth = prompt_en(1)
    assert differences(truth, read_scene(f"{prompt} and seven purple octopuses"))
    assert differences(truth, read_scene("a zeppelin"))


@pytest.mark.parametrize("language", Language)
def test_an_edit_changes_what_it_asks_for_and_nothing_else(language: Language) -> None:
    wrong: list[str] = []
    for seed in range(60):
        chooser = Chooser(Random(f"edit {language} {seed}"))
        asks = chooser.asks()
        words, truth = WORDED[language](asks, chooser)
        recipe = Recipe(source=Drawing(prompt=words, scene=read_scene(words), seed=1))
        for edit in Edits(asks, truth, chooser, language):
            drawn = plan(fold(recipe, edit.action)).source
            assert isinstance(drawn, Drawing)
            if found := differences(edit.truth, drawn.scene):
                wrong.append(f"{words} | {edit.action.pipeline} {dict(edit.action.params)}\n    {'; '.join(found)}")
    assert not wrong, "\n".join([f"{len(wrong)} edits:", *wrong])
