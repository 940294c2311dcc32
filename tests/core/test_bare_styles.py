"""A style that is named with no other word is asked for, on a drawing as on a photo."""

from __future__ import annotations

from typing import Literal

import pytest

from core.catalogue import action
from core.understanding.interface import Context
from core.understanding.trained.reader import TrainedUnderstanding

READER = TrainedUnderstanding()


@pytest.mark.parametrize("picture", ["drawing", "photo"])
@pytest.mark.parametrize("style", ["black and white", "sepia", "watercolor", "黑白"])
def test_a_style_alone_is_asked_for(style: str, picture: Literal["drawing", "photo"]) -> None:
    assert READER.read(Context(text=f"{style}.", picture=picture)).actions == (action("style_transfer", style=style),)


def test_a_style_alone_changes_nothing_without_a_picture() -> None:
    read = READER.read(Context(text="sepia", picture="none")).actions
    assert [one.pipeline for one in read] != ["style_transfer"]
