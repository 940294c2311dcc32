"""Where something is drawn when no place is named: where it lives."""

from __future__ import annotations

import pytest

from core.scene.reader import read_scene
from gpuserver.engines.illustrator.cast import read_cast
from gpuserver.engines.illustrator.compose import compose


@pytest.mark.parametrize(
    ("prompt", "setting"),
    [
        ("a whale", "underwater"), ("a dolphin", "sea"), ("a swan", "lake"), ("a duck swimming", "lake"),
        ("a snowman", "snow"), ("a penguin in front of an igloo", "snow"), ("a pyramid", "desert"), ("a ufo", "space"),
        ("a sandcastle", "beach"), ("一条鲸鱼", "underwater"), ("一个雪人", "snow"),
        ("a whale in the sky", "sky"), ("a snowman in the forest", "forest"), ("a swan in a cafe", "cafe"),
    ],
)  # fmt: skip
def test_things_are_where_they_live_unless_a_place_is_named(prompt: str, setting: str) -> None:
    assert read_cast(read_scene(prompt), seed=7).setting.name == setting


def test_who_swims_at_the_top_of_water_throws_no_shadow_on_a_ground() -> None:
    def grounds(prompt: str) -> list[float | None]:
        groups = compose(read_scene(prompt), seed=7).stage.groups
        return [group.ground for group in groups if group.layer == "subject" and group.name == "boy"]

    assert grounds("a boy swimming in the sea") == [None]
    assert None not in grounds("a boy standing at the sea")
