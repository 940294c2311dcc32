"""Prompts made at random, with what they ask for known: the scene that is read is what was asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from scene_truth import Truth, differences
from scene_truth_en import prompt_en
from scene_truth_zh import prompt_zh

from core.scene_reader import read_scene

PROMPTS = 150
"""Of each language."""
BATCH = 50
MAKERS = {"English": prompt_en, "Chinese": prompt_zh}


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
