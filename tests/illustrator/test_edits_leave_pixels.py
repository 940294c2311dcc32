"""An edit of a drawn picture changes its part: outside the boxes of what it changes no pixel is another one.

Left out is what cannot stay: who was said to be beside, on or in a thing that is gone or another, and everybody where the
first thing, to which all sizes are measured, becomes another or larger, or takes another pose.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from core.catalogue import action
from core.lexicon import canonical_noun
from core.pipeline import Action
from core.recipe import Drawing, Recipe, fold, plan
from core.scene.reader import read_scene
from gpuserver.engines.base import Picture, Unwatched
from gpuserver.engines.illustrator.engine import Illustrator

SIZE = 256
SHADOW = 0.42
"""How far a shadow may lie beside a thing, in widths of it, and below it by a quarter of that."""
RIM = 0.02
"""How far light and cast shadow may reach beyond a box, as a share of the picture."""

SCENES = {
    "park": "a cat and a dog next to a bench in the park",
    "beach": "a girl wearing a red hat and holding a balloon, on the beach, with a small dog beside her",
    "plain": "a fox next to a blue vase",
    "chinese": "草地上有一只兔子和一只狐狸，旁边有一棵树",
    "street": "a robot and a yellow car on a street at night",
}
EDITS = [
    ("park", {"dog"}, action("remove_object", object="dog")),
    ("park", {"owl"}, action("add_object", object="an owl")),
    ("park", {"cat"}, action("recolor_object", object="the cat", color="blue")),
    ("park", {"dog"}, action("recolor_object", object="the dog", color="black")),
    ("park", {"dog", "pig"}, action("replace_object", object="dog", **{"with": "a pig"})),
    ("beach", {"dog"}, action("remove_object", object="dog")),
    ("beach", {"hat", "girl"}, action("recolor_object", object="hat", color="green")),
    ("beach", {"balloon"}, action("recolor_object", object="balloon", color="purple")),
    ("beach", {"balloon", "girl"}, action("remove_object", object="balloon")),
    ("beach", {"crab"}, action("add_object", object="a crab")),
    ("plain", {"vase"}, action("recolor_object", object="vase", color="red")),
    ("plain", {"vase"}, action("remove_object", object="the vase")),
    ("plain", {"fox"}, action("change_attribute", object="fox", attribute="tiny")),
    ("plain", {"mushroom"}, action("add_object", object="a mushroom")),
    ("plain", {"vase", "lamp"}, action("replace_object", object="vase", **{"with": "a lamp"})),
    ("chinese", {"tree"}, action("remove_object", object="树")),
    ("chinese", {"rabbit"}, action("recolor_object", object="兔子", color="粉色")),
    ("chinese", {"mushroom"}, action("add_object", object="一个蘑菇")),
    ("chinese", {"tree"}, action("recolor_object", object="树", color="红色")),
    ("chinese", {"tree", "pine"}, action("replace_object", object="树", **{"with": "一棵松树"})),
    ("street", {"car"}, action("recolor_object", object="car", color="red")),
    ("street", {"car"}, action("remove_object", object="car")),
    ("street", {"robot"}, action("change_attribute", object="robot", attribute="golden")),
    ("street", {"cat"}, action("add_object", object="a cat")),
    ("street", {"robot"}, action("recolor_object", object="robot", color="pink")),
]


def recipe_of(name: str) -> Recipe:
    """A scene's recipe without edits."""
    return Recipe(source=Drawing(prompt=SCENES[name], scene=read_scene(SCENES[name]), seed=7))


def drawn(recipe: Recipe) -> Picture:
    """The picture of a recipe."""
    source = plan(recipe).source
    assert isinstance(source, Drawing)
    return Illustrator().draw(source, SIZE, Unwatched())


@cache
def unedited(name: str) -> Picture:
    """A scene's picture before any edit."""
    return drawn(recipe_of(name))


def around(picture: Picture, keys: set[str]) -> np.ndarray:
    """Where things with one of these keys are in a picture, with their shadows: SIZE x SIZE, boolean."""
    mask = np.zeros((SIZE, SIZE), np.bool_)
    for seen in picture.objects or ():
        if canonical_noun(seen.name) in keys and seen.box is not None:
            left, top, right, bottom = seen.box
            away = SHADOW * (right - left)
            x0, x1 = (max(0, round(SIZE * x)) for x in (left - away - RIM, right + away + RIM))
            y0, y1 = (max(0, round(SIZE * y)) for y in (top - RIM, bottom + away / 4 + RIM))
            mask[y0:y1, x0:x1] = True
    return mask


@pytest.mark.parametrize(("name", "changed", "edit"), EDITS)
def test_nothing_changes_outside_of_what_is_edited(name: str, changed: set[str], edit: Action) -> None:
    before, after = unedited(name), drawn(fold(recipe_of(name), edit))
    allowed = around(before, changed) | around(after, changed)
    differs = (before.pixels != after.pixels).any(axis=2)
    assert differs.any(), "the edit shows"
    assert allowed.mean() < 0.9
    assert not (differs & ~allowed).any()
