"""What stands on a greeting card that is asked for without a text."""

from __future__ import annotations

import pytest

from core.scene_reader import read_scene
from gpuserver.engines.illustrator.cast import read_cast


@pytest.mark.parametrize(
    ("prompt", "text"),
    [
        ("a birthday card", "Happy Birthday"), ("a birthday card for Anna", "Happy Birthday Anna"),
        ("a birthday card for my mom", "Happy Birthday Mom"), ("a christmas card for them", "Merry Christmas"),
        ('a birthday card that says "Hi Tom"', "Hi Tom"), ("a postcard", ""),
    ],
)  # fmt: skip
def test_a_card_greets_whom_it_is_for_unless_it_has_a_text(prompt: str, text: str) -> None:
    cast = read_cast(read_scene(prompt), seed=7)
    assert [(role.name, role.says) for role in cast.roles] == [("card", text)]
    assert cast.undrawn == []
