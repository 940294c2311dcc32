"""Labelled portraits: what the labels say is what is drawn, every value has its share, and a seed gives its bytes."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from bots.cli.app import app
from core.face import FACE_SLOTS
from gpuserver.engines.base import Pixels, Unwatched
from gpuserver.engines.illustrator.color import rgb
from gpuserver.engines.illustrator.compose import compose
from gpuserver.engines.illustrator.painting import stage
from gpuserver.portraits.attributes import NONE, WHO, Portrait, choices, portrait, scene_of
from gpuserver.portraits.captions import caption_of
from gpuserver.portraits.export import Sample, draw, export
from gpuserver.portraits.labels import Label, Labels, labels_of
from gpuserver.portraits.landmarks import Landmark, landmarks_of

SIZE = 512


@cache
def drawn() -> tuple[tuple[Sample, Labels], ...]:
    """Two portraits of every kind, not painted."""
    found = (draw(3, at, SIZE) for at in range(2 * len(WHO)))
    return tuple((sample, labels) for sample, _, labels in found)


def labelled(**changes: str) -> tuple[dict[str, Landmark], Labels]:
    """A plain woman with these attributes."""
    scene = compose(scene_of(plain(**changes)), 5).stage
    labels = labels_of(scene, SIZE)
    return landmarks_of(scene, labels), labels


def painted(**changes: str) -> Pixels:
    return stage.render(compose(scene_of(plain(**changes)), 5).stage, SIZE, Unwatched())


def plain(**changes: str) -> Portrait:
    values = {
        "kind": "woman", "age": "adult", "sex": "female", "expression": "no smiling", "hair_color": NONE, "hair": NONE,
        "makeup": NONE, "hair_style": "bob", "skin": "fair", "glasses": NONE, "hat": NONE, "hat_color": NONE,
        "clothing": "sweater", "clothing_color": "teal", "background": "plain", **changes,
    }  # fmt: skip
    return Portrait.model_validate(values)


def near(labels: Labels, mark: Landmark, label: Label) -> bool:
    """Whether a landmark is within 2 px of a label."""
    x, y = int(mark.x), int(mark.y)
    return bool((labels[max(0, y - 2) : y + 3, max(0, x - 2) : x + 3] == label).any())


def test_a_run_writes_the_bytes_of_the_last_one_and_a_longer_run_begins_with_them(tmp_path: Path) -> None:
    assert [*export(tmp_path / "one", 2, 96, 7)] == [*export(tmp_path / "two", 3, 96, 7)][:2]
    for path in sorted((tmp_path / "one").rglob("*.png")):
        assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()
    lines = [(tmp_path / name / "portraits.jsonl").read_text(encoding="utf-8").splitlines() for name in ("one", "two")]
    assert lines[0] == lines[1][:2]


def test_another_seed_gives_other_portraits() -> None:
    assert [portrait(1, at) for at in range(14)] != [portrait(2, at) for at in range(14)]


def test_the_command_writes_pictures_masks_their_index_and_the_names_of_labels(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["portraits", "--out", str(tmp_path), "--count", "1", "--size", "64"])
    assert result.exit_code == 0, result.output
    sample = Sample.model_validate_json((tmp_path / "portraits.jsonl").read_text(encoding="utf-8"))
    names = json.loads((tmp_path / "labels.json").read_text(encoding="utf-8"))
    with Image.open(tmp_path / sample.mask) as mask, Image.open(tmp_path / sample.picture) as picture:
        assert (mask.mode, mask.size, picture.size) == ("P", (64, 64), (64, 64))
        assert {str(value) for value in np.unique(np.asarray(mask))} <= set(names)


def test_every_value_has_its_share_among_those_who_can_have_it() -> None:
    sample = [portrait(11, at) for at in range(7 * 48)]
    assert Counter(one.kind for one in sample) == dict.fromkeys(WHO, 48)
    for kind in WHO:
        mine = [one for one in sample if one.kind == kind]
        for name in ("expression", "hair_color", "hair", "makeup", "glasses", "clothing", "background"):
            counts = Counter(getattr(one, name) for one in mine)
            assert set(counts) == set(choices(kind)[name])
            assert max(counts.values()) - min(counts.values()) <= 1, (kind, name, counts)


def test_every_value_of_the_face_slots_is_drawn() -> None:
    sample = [portrait(0, at) for at in range(7 * 9)]
    for slot, values in FACE_SLOTS.items():
        assert set(values) <= {getattr(one, slot) for one in sample}


def test_what_is_chosen_together_is_chosen_apart() -> None:
    """Expression and hair colour go through their values in orders of their own."""
    pairs = {(one.expression, one.hair_color) for one in (portrait(5, at) for at in range(0, 7 * 56, 7))}
    assert len(pairs) > 30


def test_corners_of_mouths_lie_on_the_lips() -> None:
    bare = [(one, labels) for one, labels in drawn() if one.attributes.hair not in ("mustache", "goatee")]
    for sample, labels in bare:
        for name in ("mouth_left", "mouth_right", "lip_top", "lip_bottom"):
            assert near(labels, sample.landmarks[name], Label.LIPS), (sample.picture, name)


def test_eyes_lie_in_the_eyes_unless_dark_glasses_hide_them() -> None:
    for sample, labels in drawn():
        for name in ("eye_left_center", "eye_right_center"):
            hidden = sample.attributes.glasses == "sunglasses"
            assert near(labels, sample.landmarks[name], Label.GLASSES if hidden else Label.EYES), sample.picture
            assert sample.landmarks[name].visible is not hidden


def test_faces_are_in_order_from_hairline_to_chin_and_from_left_to_right() -> None:
    for sample, _ in drawn():
        marks = sample.landmarks
        down = ("brow_left_peak", "eye_left_center", "nose_base", "lip_bottom", "chin")
        across = ("jaw_left", "mouth_left", "mouth_right", "jaw_right")
        eyes = ("eye_left_outer", "eye_left_inner", "eye_right_inner", "eye_right_outer")
        assert sorted(down, key=lambda name: marks[name].y) == list(down)
        assert sorted(across, key=lambda name: marks[name].x) == list(across)
        assert sorted(eyes, key=lambda name: marks[name].x) == list(eyes)


def test_every_mask_has_a_face_in_clothes_before_a_background() -> None:
    for sample, labels in drawn():
        found = set(np.unique(labels))
        assert {Label.BACKGROUND, Label.SKIN, Label.NOSE, Label.LIPS, Label.CLOTHES} <= found
        assert (Label.GLASSES in found) == (sample.attributes.glasses != NONE)
        assert (Label.HAT in found) == (sample.attributes.hat != NONE)
        assert (Label.FACIAL_HAIR in found) == (sample.attributes.hair in ("mustache", "goatee", "sideburns"))
        assert sample.hair is not None or Label.HAIR not in found


@pytest.mark.parametrize("color", [*FACE_SLOTS["hair_color"]])
def test_pixels_of_the_hair_have_its_color(color: str) -> None:
    scene = compose(scene_of(plain(hair_color=color)), 5).stage
    asked = next(item.color for group in scene.groups for item in group.items if item.cls == "hair")
    middle = np.median(painted(hair_color=color)[labels_of(scene, SIZE) == Label.HAIR], axis=0)
    distances = {
        other: float(np.abs(middle - rgb(shade)).sum())
        for other, shade in ((color, asked), ("white", "#FFFFFF"), ("green", "#40C040"), ("blue", "#3060D0"))
    }
    assert min(distances, key=lambda other: distances[other]) == color


def test_the_pixels_of_clothes_and_skin_are_other_than_those_of_the_background() -> None:
    labels, pixels = labelled()[1], painted()
    medians = [np.median(pixels[labels == label], axis=0) for label in (Label.CLOTHES, Label.SKIN, Label.BACKGROUND)]
    assert min(np.abs(a - b).sum() for a, b in pairwise(medians)) > 60


def test_the_corners_of_a_smile_are_higher_than_those_of_a_sad_mouth() -> None:
    def lift(expression: str) -> float:
        marks, _ = labelled(expression=expression)
        middle = (marks["lip_top"].y + marks["lip_bottom"].y) / 2
        return middle - (marks["mouth_left"].y + marks["mouth_right"].y) / 2

    assert lift("smiling") > lift("no smiling") > lift("sad")


def test_brows_rise_in_surprise_and_mouths_open() -> None:
    calm, _ = labelled()
    surprised, labels = labelled(expression="surprise")
    assert surprised["brow_left_peak"].y < calm["brow_left_peak"].y
    assert (labels == Label.MOUTH).sum() > 100


def test_a_hat_hides_the_hairline_that_a_bare_head_shows() -> None:
    bare, _ = labelled(hair_style="long")
    hatted, _ = labelled(hair_style="long", hat="hat", hat_color="red")
    assert bare["hairline"].visible
    assert "hairline" not in hatted or hatted["hairline"].y > hatted["brow_left_peak"].y - SIZE * 0.1


def test_captions_say_in_both_languages_what_is_shown() -> None:
    asked = plain(expression="angry", hair_color="red hair", glasses="glasses", hat="hat", hat_color="blue")
    caption = caption_of(asked)
    assert caption.en == (
        "A portrait of an angry woman with fair skin and a red bob, wearing a teal sweater, glasses and a blue hat."
    )
    assert caption.zh == "一张生气的女人的肖像，白皙皮肤，红色波波头，穿着蓝绿色毛衣，戴着眼镜，戴着蓝色帽子。"


def test_all_that_a_portrait_asks_for_can_be_drawn() -> None:
    for at in range(len(WHO)):
        assert compose(scene_of(portrait(9, at)), at).undrawn == ()
