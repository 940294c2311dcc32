"""People: every kind in every pose, and busts with the variants that face values choose."""

from __future__ import annotations

import pytest
import skia

from gpuserver.engines.illustrator.people.artwork import figure, kinds, poses
from gpuserver.engines.illustrator.people.bust import bust
from gpuserver.engines.illustrator.people.bust import kinds as busts


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_stands_with_its_anchors(kind: str) -> None:
    person = figure(kind)
    assert {"ground", "head_top", "eyes", "mouth", "hand", "back"} <= set(person.anchors)
    assert person.items(skia.Matrix())


@pytest.mark.parametrize("pose", poses())
def test_a_pose_is_another_drawing_of_the_same_person(pose: str) -> None:
    drawn = [(figure(kind), figure(kind, pose)) for kind in ("woman", "boy", "oldman")]
    for usual, other in drawn:
        assert other.name == usual.name
        assert other.palette["skin"] == usual.palette["skin"]
    same = [[one.path for one in usual.shapes] == [one.path for one in other.shapes] for usual, other in drawn]
    assert all(same) if pose == "stand" else not all(same)  # some kinds stand in a pose of their own


@pytest.mark.parametrize("kind", busts())
def test_a_bust_bleeds_off_the_picture_and_has_every_face(kind: str) -> None:
    head = bust(kind)
    assert head.is_bust
    wanted = {"mouth-smile", "mouth-neutral", "mouth-sad", "mouth-angry", "mouth-disgust", "mouth-surprise", "mouth-fear",
              "brow-bushy", "eyes-big", "bangs", "mustache", "goatee", "sideburns", "glasses", "makeup-lip",
              "makeup-eye", "blush-strong"}  # fmt: skip
    assert wanted <= head.ids


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(KeyError):
        figure("zorble")
