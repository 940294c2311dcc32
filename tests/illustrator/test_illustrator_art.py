"""Every subject file can be drawn, and a broken one says what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest
import skia

from gpuserver.engines.illustrator import art, subjects
from gpuserver.engines.illustrator.eyes import eyes_of
from gpuserver.engines.illustrator.icons import table
from gpuserver.engines.illustrator.palette import coat_of
from gpuserver.engines.illustrator.people.hats import HATS
from gpuserver.engines.illustrator.words import vocabulary


@pytest.mark.parametrize("name", art.names())
def test_every_subject_file_loads_with_anchors_and_words(name: str) -> None:
    subject = art.load(name)
    needed = {subject.attach} if subject.attach else {"ground", "head_top"}
    assert needed <= set(subject.anchors)
    assert subject.items(skia.Matrix())
    assert coat_of(subject) in subject.palette
    assert name in set(vocabulary().values()), f"{name}.svg has no line in words.toml"


def test_every_line_of_words_has_its_drawing() -> None:
    assert set(vocabulary().values()) <= {*art.names(), *HATS} | subjects.PEOPLE | set(table.sketches())


@pytest.mark.parametrize("name", sorted(subjects.PEOPLE))
def test_every_kind_of_people_has_words_and_stands(name: str) -> None:
    figure = subjects.artwork(name)
    assert {"ground", "head_top", "eyes", "mouth", "hand", "back"} <= set(figure.anchors)
    assert figure.items(skia.Matrix())
    assert name in set(vocabulary().values())


@pytest.mark.parametrize(
    ("name", "pose"), [(name, pose) for name, poses in sorted(art.poses().items()) for pose in sorted(poses)]
)
def test_a_pose_is_the_same_subject_otherwise(name: str, pose: str) -> None:
    usual, other = art.load(name), art.load(name, pose)
    assert other.name == name
    assert other.palette[coat_of(usual)] == usual.palette[coat_of(usual)]
    assert [shape.path for shape in other.shapes] != [shape.path for shape in usual.shapes]


@pytest.mark.parametrize("pose", subjects.poses("woman"))
def test_people_take_every_pose(pose: str) -> None:
    for kind in ("woman", "man", "girl", "oldman"):
        assert subjects.artwork(kind, pose).items(skia.Matrix())


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("<path", "broken.svg"),
        ('<style>.fur{fill:#FBA14F}</style><path class="fur" d="L 1 2 3"/>', "numbers"),
        ('<style>.fur{fill:#FBA14F}</style><circle class="wool" r="9"/>', "palette class"),
        ('<style>.fur{fill:#FBA14F}</style><circle class="fur" r="9"/>', "no anchor"),
        ('<style>.fur{fill:#FBA14F}</style><use href="#nobody"/>', "nobody"),
        ('<style>.fur{fill:#FBA14F}</style><g id="a"><use href="#a"/></g>', "circular"),
    ],
)
def test_a_malformed_file_is_named_in_the_error(tmp_path: Path, body: str, complaint: str) -> None:
    broken = tmp_path / "broken.svg"
    broken.write_text(f'<svg xmlns="http://www.w3.org/2000/svg">{body}</svg>')
    with pytest.raises(art.ArtError, match=r"broken\.svg") as caught:
        art.read(broken)
    assert complaint in str(caught.value)


def test_a_flipped_subject_keeps_its_catch_lights_on_the_side_of_the_light() -> None:
    cat = art.load("cat")
    for matrix in (skia.Matrix(), skia.Matrix.MakeAll(-1, 0, 1000, 0, 1, 0, 0, 0, 1)):
        eyes = eyes_of(cat.items(matrix))
        assert len(eyes) == 2
        for eye, glints in eyes:
            largest = max(glints, key=lambda glint: glint.path.getBounds().width())
            assert largest.path.getBounds().centerX() < eye.path.getBounds().centerX()


def test_a_dark_coat_gets_a_pale_iris() -> None:
    cat = art.load("cat")
    assert any(item.cls == "iris" for item in cat.items(skia.Matrix(), {"fur": "#3B3650"}))
    assert not any(item.cls == "iris" for item in cat.items(skia.Matrix()))


def test_hidden_variants_show_when_asked_for() -> None:
    woman = subjects.portrait("woman", None, 0.0)
    usual = woman.items(skia.Matrix())
    added = [shape for shape in woman.shapes if shape.hidden == {"glasses"}]
    assert added
    assert len(woman.items(skia.Matrix(), show={"glasses"})) == len(usual) + len(added)
