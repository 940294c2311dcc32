"""Hypothesis strategies for actions, edits and recipes."""

from __future__ import annotations

from hypothesis import strategies as st

from core.catalogue import COLORS, action
from core.face import FACE_SLOTS
from core.pipeline import Action
from core.recipe import Drawing, Recipe, Upload
from core.scene.reader import read_scene

THINGS = st.sampled_from(["hat", "red balloon", "two dogs", "帽子", "quokka"])
PERCENTS = st.integers(-60, 60)
FACES = st.sampled_from([(slot, value) for slot, values in FACE_SLOTS.items() for value in values])


def _one(name: str, **params: st.SearchStrategy[object]) -> st.SearchStrategy[Action]:
    return st.fixed_dictionaries(params).map(lambda given: action(name, **given))


SMALL_TONES = st.one_of(
    _one("adjust_brightness", percent=st.integers(-20, 20)),
    _one("adjust_contrast", percent=st.integers(-20, 20)),
    _one("adjust_color", color=st.sampled_from(COLORS)),
)
TONES = st.one_of(
    _one("adjust_brightness", percent=PERCENTS),
    _one("adjust_contrast", percent=PERCENTS),
    _one("adjust_color", color=st.sampled_from(COLORS)),
)
GEOMETRY = st.one_of(
    _one("rotate", degrees=st.sampled_from([15, 90, 180, 270])),
    _one("flip", direction=st.sampled_from(["horizontal", "vertical"])),
    _one("crop", aspect=st.sampled_from(["1:1", "16:9"])),
)
FACE_EDITS = FACES.map(lambda pair: action("edit_face", set={pair[0]: [pair[1]]}))
SCENE_EDITS = st.one_of(
    _one("add_object", object=THINGS),
    _one("remove_object", object=THINGS),
    _one("replace_object", **{"object": THINGS, "with": THINGS}),
    _one("recolor_object", object=THINGS, color=st.sampled_from(["red", "blue"])),
    _one("change_background", background=st.sampled_from(["beach", "forest"])),
    _one("style_transfer", style=st.sampled_from(["watercolor", "anime"])),
    _one("edit", instruction=st.sampled_from(["at night", "at dawn", "rain", "close its eyes"])),
    FACE_EDITS,
)
EDITS = st.one_of(TONES, GEOMETRY, SCENE_EDITS, _one("remove_background"), _one("restore"), _one("upscale"))
DRAWING = Recipe(source=Drawing(prompt="a cat", scene=read_scene("a cat"), seed=7))
PHOTO = Recipe(source=Upload(digest="0" * 64))
SOURCES = st.sampled_from([DRAWING, PHOTO])
MOVES = st.one_of(EDITS, st.just(action("undo")), st.just(action("redo")), st.just(action("generate", prompt="a fox")))
