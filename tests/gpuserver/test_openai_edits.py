"""A free sentence for OpenAI's edit call: done as a whole, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpuserver.instruction import read_instruction


@pytest.mark.parametrize(
    ("prompt", "edits"),
    [
        ("make it brighter and rotate it", "adjust_brightness 20, rotate 270"),
        ("Make the photo a bit darker, with more contrast", "adjust_brightness -20, adjust_contrast 20"),
        ("brighter by 40%", "adjust_brightness 40"),
        ("reduce the contrast by 30 percent", "adjust_contrast -30"),
        ("remove the background", "remove_background"),
        ("blur the background please", "blur_background"),
        ("change the background to a sunny beach", "change_background sunny beach"),
        ("put her at the beach", "change_background beach"),
        ("turn it into a watercolor painting", "style_transfer watercolor"),
        ("convert to black and white", "style_transfer black-white"),
        ("rotate 90 degrees clockwise", "rotate 270"),
        ("rotate it 45 degrees counterclockwise", "rotate 45"),
        ("flip vertically", "flip vertical"),
        ("crop to 16:9", "crop 16:9"),
        ("crop it to a square", "crop 1:1"),
        ("restore this old photo", "restore"),
        ("straighten the horizon", "rotate"),
        ("请把照片调亮，然后旋转90度", "adjust_brightness 20, rotate 270"),
        ("把背景换成海边", "change_background 海边"),
        ("去掉背景", "remove_background"),
        ("转成动漫风格", "style_transfer anime"),
    ],
)
def test_plain_edits_are_read(prompt: str, edits: str) -> None:
    read = [" ".join([one.pipeline, *map(str, one.params.values())]) for one in read_instruction(prompt)]
    assert ", ".join(read) == edits


@pytest.mark.parametrize(
    "prompt",
    [
        "put a hat on him",
        "make it brighter and give him a hat",
        "make the sky brighter",
        "漂亮一点",
        "🙂",
        "...",
        "a cat",
    ],
)
def test_a_sentence_that_asks_for_more_is_not_done_by_half(prompt: str) -> None:
    assert [one.pipeline for one in read_instruction(prompt)] == ["edit"]


@given(st.text(max_size=300))
def test_any_text_is_read(prompt: str) -> None:
    assert read_instruction(prompt)
