"""Undo, redo, starting over and other takes."""

from __future__ import annotations

import pytest
from rules_cases import on_drawing, short

DRAWING_EN = {
    "undo": ["undo"],
    "another one": ["vary"],
    "give me 3 variations": ["vary 3"],
    "try again": ["vary"],
    "undo that please": ["undo"],
    "go back two steps": ["undo 2"],
    "redo": ["redo"],
    "start over": ["reset"],
    "undo the last two changes": ["undo 2"],
    "not quite, show me something similar": ["vary"],
    "one more like that": ["vary"],
    "can i see other options": ["vary"],
    "two more versions": ["vary 2"],
    "a different take on this": ["vary"],
    "oops, go back": ["undo"],
    "no, i liked the last one more": ["undo"],
    "put it back how it was": ["undo"],
    "nope, revert": ["undo"],
    "bring that back after all": ["redo"],
    "wipe it all and start fresh": ["reset"],
}

DRAWING_ZH = {
    "撤销": ["undo"],
    "再来一张": ["vary"],
    "换一幅": ["vary"],
    "退回两步": ["undo 2"],
    "重做": ["redo"],
    "重新开始": ["reset"],
    "算了，退回去": ["undo"],
    "上一张更好": ["undo"],
    "多来几张看看": ["vary"],
    "给我三个版本": ["vary 3"],
    "刚才那步恢复回来": ["redo"],
    "全部重来": ["reset"],
}


@pytest.mark.parametrize(("text", "actions"), (DRAWING_EN | DRAWING_ZH).items())
def test_with_drawing(text: str, actions: list[str]) -> None:
    assert short(on_drawing(text)) == actions
