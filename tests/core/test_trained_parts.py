"""The parts around the network: tokens with their places, what it sees, numbers, and decoding under constraints."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalogue import CATALOGUE, action, checked
from core.conversation import Turn
from core.pipeline import Action, Modality
from core.understanding.interface import Context
from core.understanding.trained.decode import Decoder, Reading, Said
from core.understanding.trained.face_names import named_values
from core.understanding.trained.labels import CLOSED, FACE_VALUES, PIPELINES, ROLE_NAMES, SET, SLOTS, UNSET
from core.understanding.trained.tokens import LIMITS, SPECIALS, Encoded, Tokenizer, plain
from core.understanding.trained.values import bare, params
from core.understanding.trained.view import OBJECTS, TEXT, View, view_of

VOCABULARY = [
    *SPECIALS, *"猫狗红色帽子把换成", *"abcdefghijklmnopqrstuvwxyz0123456789", *(f"##{one}" for one in "abcdefghijklmnopqrstuvwxyz"),
    "draw", "a", "red", "kite", "##s", "!", ",",
]  # fmt: skip


def turn(user: str, system: str, *actions: Action, upload: str | None = None) -> Turn:
    return Turn(index=0, author="", user=user, system=system, modality=Modality.IMAGE, actions=actions, upload=upload)


def encoded(text: str, *marks: str, system: str = "", objects: str = "") -> tuple[Encoded, View]:
    view = View(marks or ("picture drawing",), (text, system, objects, "", ""))
    return Tokenizer(VOCABULARY).encode(view), view


class TestTokens:
    def test_pieces_keep_their_places_in_the_text_as_typed(self) -> None:
        found, view = encoded("Draw a KITES!")
        words = [view.texts[TEXT][start:end] for segment, start, end in found.places if segment == TEXT]
        assert words == ["Draw", "a", "KITE", "S", "!"]

    def test_han_characters_are_tokens_and_their_pairs_are_known(self) -> None:
        found, _ = encoded("把猫换成狗")
        pairs = [pair for pair, place in zip(found.pairs, found.places, strict=True) if place[0] == TEXT]
        assert pairs[0] == 0
        assert all(pairs[1:])
        assert len(set(pairs)) == 5

    @pytest.mark.parametrize("text", ["Ünïcödé", "ＷＩＤＥ ｔｅｘｔ", "👩‍👩‍👧 draw", "ﬁne İstanbul", "\u0000\ud83dx"])
    def test_odd_characters_keep_the_length(self, text: str) -> None:
        assert len(plain(text)) == len(text)
        found, _ = encoded(text)
        assert all(0 <= start <= end <= len(text) for segment, start, end in found.places if segment == TEXT)

    def test_what_is_read_of_a_long_text_is_bounded(self) -> None:
        found, _ = encoded("draw a kite " * 500, system="a red kite " * 500)
        assert len(found.pieces) < 320
        assert sum(segment == TEXT and end > 0 for segment, _, end in found.places) == LIMITS[TEXT]


class TestView:
    def test_the_state_is_told_in_marks(self) -> None:
        dimmed = turn("darker", "Done. Shall I crop it?", action("adjust_brightness", percent=-20))
        context = Context(
            text="more", picture="photo", has_upload=True, turns=(dimmed,), face={"hair": ("bangs",)},
            can_undo=True, can_redo=True,
        )  # fmt: skip
        assert view_of(context).marks == (
            "picture photo", "photo sent", "undone", "can undo", "asked", "last adjust_brightness", "closed down",
            "face bangs",
        )  # fmt: skip

    def test_things_spoken_of_come_newest_first_and_end_with_the_picture(self) -> None:
        turns = (
            turn("draw a dog", "", action("generate", prompt="a dog")),
            turn("draw a cat", "", action("generate", prompt="a cat")),
            turn("a hat", "", action("add_object", object="red hat")),
            turn("no, a cap", "", action("replace_object", object="red hat", **{"with": "cap"})),
        )
        assert view_of(Context(text="x", turns=turns)).texts[OBJECTS] == "cap ; red hat ; a cat"

    def test_a_new_picture_that_was_announced_hides_the_old_one(self) -> None:
        assert "picture none" in view_of(Context(text="a fox", picture="drawing", fresh=True)).marks


@pytest.mark.parametrize(
    ("pipeline", "words", "closed", "text", "wanted"),
    [
        ("rotate", {"number": "90"}, "cw", "clockwise 90", {"degrees": 270}),
        ("rotate", {"number": "九十"}, "ccw", "逆时针九十度", {"degrees": 90}),
        ("rotate", {}, "cw90", "quarter turn right", {"degrees": 270}),
        ("rotate", {"number": "20"}, "ccw", "rotate the image clockwise by 20 degree", {"degrees": 340}),
        ("rotate", {"number": "15"}, "cw", "counter clockwise 15", {"degrees": 15}),
        ("rotate", {}, "cw90", "turn it left, no, right", {"degrees": 270}),
        ("rotate", {}, "ccw90", "往右转一下", {"degrees": 270}),
        ("rotate", {}, "180", "upside down", {"degrees": 180}),
        ("adjust_brightness", {"number": "30%"}, "down", "30% darker", {"percent": -30}),
        ("adjust_brightness", {}, "up", "a bit brighter", {"percent": 10}),
        ("adjust_contrast", {"number": "百分之二十"}, "up", "对比度加百分之二十", {"percent": 20}),
        ("adjust_contrast", {"number": "400"}, "up", "400 more", {"percent": 100}),
        ("adjust_color", {"number": "30%"}, "sky-blue", "sky blue, 30%", {"color": "sky blue", "intensity": 0.3}),
        ("crop", {}, "1:1", "crop it 4 by 3", {"aspect": "4:3"}),
        ("crop", {}, "1:1", "裁成三比二", {"aspect": "3:2"}),
        ("crop", {}, "16:9", "widescreen", {"aspect": "16:9"}),
        ("generate", {"prompt": "two cats"}, "-", "two cats at 10:30", {"prompt": "two cats"}),
        ("generate", {"prompt": "cats", "number": "three"}, "9:16", "three", {"prompt": "cats", "count": 3, "aspect": "9:16"}),
        ("upscale", {"number": "triple"}, "", "triple it", {"factor": 3}),
        ("upscale", {"number": "40"}, "", "40 times", {}),
        ("undo", {"number": "两"}, "", "撤销两步", {"steps": 2}),
        ("undo", {"number": "both"}, "", "undo both", {"steps": 2}),
        ("outpaint", {}, "nowhere", "wider", {"direction": "all"}),
        ("add_object", {"object": " “a hat”, ", "place": ""}, "", "", {"object": "hat"}),
    ],
)  # fmt: skip
def test_words_become_parameters(
    pipeline: str, words: dict[str, str], closed: str, text: str, wanted: dict[str, Any]
) -> None:
    assert params(pipeline, words, closed, text) == wanted


def silent(size: int) -> Said:
    """A network that says nothing in particular about a turn of `size` tokens."""
    zeros = np.zeros
    pointers = zeros((SLOTS, len(ROLE_NAMES), size), np.float32)
    return Said(
        zeros((SLOTS, len(PIPELINES)), np.float32), zeros((SLOTS, len(CLOSED)), np.float32),
        zeros((len(FACE_VALUES), 3), np.float32), pointers, pointers.copy(),
    )  # fmt: skip


def says(said: Said, slot: int, pipeline: str, sure: float = 9.0) -> None:
    said.pipeline[slot, PIPELINES.index(pipeline)] = sure


def points(said: Said, slot: int, role: str, first: int, last: int) -> None:
    said.start[slot, ROLE_NAMES.index(role), first] = 9
    said.end[slot, ROLE_NAMES.index(role), last] = 9


def read(said: Said, found: Encoded, view: View) -> tuple[Reading, Reading | None]:
    return Decoder(said, found, view).readings()


class TestDecoding:
    def test_a_pipeline_and_the_words_that_it_points_at(self) -> None:
        found, view = encoded("put a red kite in")
        at = [number for number, place in enumerate(found.places) if place[0] == TEXT and place[2]]
        words = [view.texts[TEXT][found.places[number][1] : found.places[number][2]] for number in at]
        said = silent(len(found.pieces))
        says(said, 0, "add_object")
        says(said, 1, "none")
        points(said, 0, "object", at[words.index("red")], at[words.index("kite")])
        best, _ = read(said, found, view)
        assert best.actions == (action("add_object", object="red kite"),)
        assert best.probability > 0.9

    def test_words_may_stand_in_what_was_spoken_of(self) -> None:
        found, view = encoded("away", objects="a red kite")
        at = [number for number, place in enumerate(found.places) if place[0] == OBJECTS and place[2]]
        said = silent(len(found.pieces))
        says(said, 0, "remove_object")
        says(said, 1, "none")
        points(said, 0, "object", at[1], at[2])
        assert read(said, found, view)[0].actions == (action("remove_object", object="red kite"),)

    def test_no_word_plays_two_roles_and_none_reaches_over_another(self) -> None:
        found, view = encoded("a red kite")
        first = next(number for number, place in enumerate(found.places) if place[0] == TEXT and place[2])
        said = silent(len(found.pieces))
        says(said, 0, "replace_object")
        says(said, 1, "none")
        points(said, 0, "object", first + 1, first + 1)
        points(said, 0, "with", first, first + 2)
        (one,) = read(said, found, view)[0].actions
        assert one.text("object") == "red"
        assert one.text("with") in ("a", "kite")

    def test_without_a_picture_nothing_is_changed(self) -> None:
        found, view = encoded("red", "picture none")
        said = silent(len(found.pieces))
        says(said, 0, "rotate", 6)
        says(said, 0, "chat", 1)
        assert read(said, found, view)[0].actions[0].pipeline == "chat"

    def test_a_turn_asks_for_most_things_once(self) -> None:
        found, view = encoded("red")
        said = silent(len(found.pieces))
        says(said, 0, "crop")
        says(said, 1, "crop", 9)
        says(said, 1, "flip", 8)
        says(said, 2, "none")
        assert [one.pipeline for one in read(said, found, view)[0].actions] == ["crop", "flip"]

    def test_the_second_reading_is_what_the_weakest_slot_nearly_said(self) -> None:
        found, view = encoded("red")
        said = silent(len(found.pieces))
        says(said, 0, "undo", 5)
        says(said, 0, "redo", 4.9)
        says(said, 1, "none")
        best, second = read(said, found, view)
        assert best.actions == (action("undo"),)
        assert second is not None
        assert second.actions == (action("redo"),)
        assert best.probability < 0.6

    def test_face_values_that_exclude_each_other_are_not_set_together(self) -> None:
        found, view = encoded("red", "picture photo", "face bangs")
        said = silent(len(found.pieces))
        says(said, 0, "edit_face")
        says(said, 1, "none")
        rows = {value: row for row, (_, value) in enumerate(FACE_VALUES)}
        for value, strength in (("black hair", 3), ("red hair", 2), ("mustache", 3), ("no beard", 1), ("lipstick", 1)):
            said.face[rows[value], SET] = strength
        said.face[rows["bangs"], UNSET] = 4
        said.face[rows["sideburns"], UNSET] = 4
        (one,) = read(said, found, view)[0].actions
        assert one.face("set") == {"hair_color": ("black hair",), "hair": ("mustache",), "makeup": ("lipstick",)}
        assert one.face("unset") == {"hair": ("bangs",)}

    @pytest.mark.parametrize(
        ("text", "gone"),
        [
            ("forget the lipstick", {"makeup": ("lipstick",)}),
            ("a bit much, drop the bangs please", {"hair": ("bangs",)}),
            ("forget both of them", {"hair": ("bangs",), "makeup": ("lipstick",)}),
        ],
    )
    def test_what_is_dropped_by_name_leaves_the_others(self, text: str, gone: dict[str, tuple[str, ...]]) -> None:
        found, view = encoded(text, "picture photo", "face bangs", "face lipstick")
        said = silent(len(found.pieces))
        says(said, 0, "edit_face")
        says(said, 1, "none")
        rows = {value: row for row, (_, value) in enumerate(FACE_VALUES)}
        for value in ("bangs", "lipstick"):
            said.face[rows[value], UNSET] = 4
        (one,) = read(said, found, view)[0].actions
        assert one.face("unset") == gone

    def test_what_is_in_force_is_not_asked_for_again_by_dropping_it(self) -> None:
        found, view = encoded("drop the sideburns", "picture photo", "face sideburns")
        said = silent(len(found.pieces))
        says(said, 0, "edit_face")
        says(said, 1, "none")
        said.face[[value for _, value in FACE_VALUES].index("sideburns"), SET] = 4
        (one,) = read(said, found, view)[0].actions
        assert (one.face("set"), one.face("unset")) == ({}, {"hair": ("sideburns",)})


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Make his brown curly hair black", {"brown hair"}), ("棕色的头发和八字胡", {"brown hair", "mustache"}),
        ("bushy eyebrows and a fringe", {"bushy eyebrows", "bangs"}), ("draw a cat", set()),
    ],
)  # fmt: skip
def test_face_values_are_known_by_name(text: str, values: set[str]) -> None:
    assert named_values(text) == values


@given(st.integers(0, 2**32 - 1), st.text(max_size=60))
def test_whatever_the_network_says_the_actions_are_allowed(seed: int, text: str) -> None:
    random = np.random.default_rng(seed)
    found, view = encoded(text, random.choice(["picture none", "picture photo"]), system="a kite?", objects="red kite")
    shapes = silent(len(found.pieces))
    said = Said(*(random.normal(0, 4, part.shape).astype(np.float32) for part in vars(shapes).values()))
    for reading in read(said, found, view):
        assert reading is None or (reading.actions and 0 <= reading.probability <= 1)
        for one in reading.actions if reading else ():
            assert checked(one) == one
            assert one.pipeline in CATALOGUE


@pytest.mark.parametrize(
    ("role", "words", "wanted"),
    [
        ("object", "The red hat,", "red hat"),
        ("object", "那个红帽子", "红帽子"),
        ("color", "红色的", "红色"),
        ("prompt", "an owl and a fox", "owl and a fox"),
        ("prompt", "theatre", "theatre"),
        ("object", "that", "that"),
        ("instruction", "the dog jumps", "the dog jumps"),
        ("background", "in a cafe.", "cafe"),
        ("background", "under the sea", "under the sea"),
    ],
)
def test_words_stand_for_things_without_pointing_at_them(role: str, words: str, wanted: str) -> None:
    assert bare(role, words) == wanted


@pytest.mark.parametrize(
    ("text", "number", "wanted"),
    [("and once more, same amount", "", 30), ("half of that", "half", 15), ("再来一次", "", 30), ("加倍", "", 60), ("10 more", "10", 10),
     ("a bit more", "", 10), ("much brighter", "", 40)],
)  # fmt: skip
def test_an_amount_can_be_that_of_the_last_time(text: str, number: str, wanted: float) -> None:
    words = {"number": number} if number else {}
    assert params("adjust_brightness", words, "up", text, 30)["percent"] == wanted


@pytest.mark.parametrize(
    ("text", "told", "prompt", "wanted"),
    [
        ("draw 3 dragons on a hill", "3", "dragons on a hill", {"prompt": "3 dragons on a hill"}),
        ("画三只猫", "三", "只猫", {"prompt": "三只猫"}),
        ("three takes on a dragon", "three", "dragon", {"prompt": "dragon", "count": 3}),
        ("a dragon, 2 versions", "2", "dragon", {"prompt": "dragon", "count": 2}),
    ],
)
def test_a_number_counts_things_or_pictures(text: str, told: str, prompt: str, wanted: dict[str, str | int]) -> None:
    assert params("generate", {"number": told, "prompt": prompt}, "-", text) == wanted
