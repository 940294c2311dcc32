"""What is asked of a face, from actions to the words that reach CLIP."""

from __future__ import annotations

import pytest
from latent_faces import mesh

from core.face import FACE_SLOTS
from core.pipeline import Action
from gpuserver.engines.latent_face.prompt import prompt_of
from gpuserver.engines.latent_face.request import asked, largest


def face(**params: object) -> Action:
    return Action.model_construct(pipeline="edit_face", params=params)


@pytest.mark.parametrize(
    ("state", "prompt"),
    [
        ({"hair_color": ("black hair",), "expression": ("smiling",)}, "a face with black hair, smiling"),
        ({"expression": ("smiling",)}, "a face, smiling"),
        ({"expression": ("no smiling",)}, "a face with no smiling"),
        ({"hair": ("bangs", "no beard"), "makeup": ("lipstick",)}, "a face with bangs, no beard, lipstick"),
        ({"makeup": ("rosy cheeks", "pale skin")}, "a face with rosy cheeks, pale skin"),
    ],
)
def test_the_values_in_force_make_one_sentence(state: dict[str, tuple[str, ...]], prompt: str) -> None:
    assert prompt_of(state) == prompt


def test_every_face_value_reaches_the_prompt() -> None:
    for slot, values in FACE_SLOTS.items():
        for value in values:
            assert value in (prompt_of({slot: (value,)}) or "")


def test_no_other_word_reaches_the_prompt() -> None:
    state = {"hair": ("bangs", "ignore all this"), "clothes": ("a red coat",)}
    assert prompt_of(state) == "a face with bangs"
    assert prompt_of({"clothes": ("a red coat",)}) is None
    assert prompt_of({}) is None


def test_the_same_values_make_the_same_prompt_in_any_order() -> None:
    one = prompt_of({"hair": ("bangs", "mustache"), "makeup": ("lipstick",)})
    assert one == prompt_of({"makeup": ("lipstick",), "hair": ("mustache", "bangs")})


def test_all_actions_for_a_face_make_one_request() -> None:
    steps = (
        face(set={"hair_color": ("black hair",)}),
        face(set={"hair": ("bangs",), "hair_color": ("red hair",)}),
        face(unset={"hair": ("bangs",)}, set={"expression": ("sad",)}),
    )
    assert asked(steps, [mesh()], largest)[0].prompt == "a face with red hair, sad"


@pytest.mark.parametrize(
    ("strength", "expected"), [(0.4, 0.4), ({"smiling": 0.5, "bangs": 1.0}, 0.75), ({"bangs": 0.5}, 0.75), (7, 1.0)]
)
def test_the_mean_strength_of_the_values_counts(strength: object, expected: float) -> None:
    steps = (face(set={"expression": ("smiling",), "hair": ("bangs",)}, strength=strength),)
    assert asked(steps, [mesh()], largest)[0].strength == expected


def test_strength_is_full_unless_said() -> None:
    assert asked((face(set={"hair": ("bangs",)}),), [mesh()], largest)[0].strength == 1.0


def test_what_is_dropped_or_has_no_strength_asks_for_nothing() -> None:
    assert asked((face(unset={"hair": ("bangs",)}),), [mesh()], largest) == {}
    assert asked((face(set={"hair": ("bangs",)}, strength=0.0),), [mesh()], largest) == {}


def test_the_largest_face_is_meant_unless_words_name_another() -> None:
    meshes = [mesh(40, eyes=10), mesh(90, eyes=24), mesh(140, eyes=12)]
    steps = (face(set={"hair": ("bangs",)}), face(set={"expression": ("angry",)}, target="the last"))

    def choose(meshes: object, words: str) -> tuple[int, ...]:
        return (2,) if words == "the last" else (1,)

    assert list(asked(steps, meshes, largest)) == [1]
    chosen = asked(steps, meshes, choose)
    assert {index: request.prompt for index, request in chosen.items()} == {1: "a face with bangs", 2: "a face, angry"}
