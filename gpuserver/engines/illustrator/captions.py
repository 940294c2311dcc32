"""Captions over a whole picture, as memes have them: pale letters with a dark edge, above and below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from core.scene.model import Subject
from gpuserver.engines.illustrator.color import INK
from gpuserver.engines.illustrator.nouns import text_on
from gpuserver.engines.illustrator.painting.items import Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import stroke
from gpuserver.engines.illustrator.signs import can_letter, letters
from gpuserver.engines.illustrator.spots import Box

_NOUNS: Final = frozenset({"caption", "text", "subtitle", "文字", "字幕", "标题"})
_ABOVE: Final = frozenset({"top", "upper"})
_TALL: Final = 0.115
"""Height of a caption, as a share of the canvas's."""
_EDGE: Final = 0.012
"""Width of the dark edge, as a share of the canvas's width."""
_PALE: Final = "#FFF9EC"


def parted(subjects: Sequence[Subject]) -> tuple[list[Subject], list[Subject]]:
    """The subjects that are no captions, and the captions that can be lettered."""
    captions = [one for one in subjects if one.noun.lower() in _NOUNS and text_on(one) and can_letter(text_on(one))]
    return [one for one in subjects if one not in captions], captions


def captions_over(captions: Sequence[Subject], canvas: Canvas) -> list[Group]:
    """What is lettered over the picture: what is for the top there, the first of several too, the rest below."""
    items: list[Item] = []
    above = [_is_above(one) for one in captions]
    if len(captions) > 1 and not any(above):
        above[0] = True
    for top in (True, False):
        text = " ".join(text_on(one) for one, at in zip(captions, above, strict=True) if at is top)
        if text:
            items += _lettered(text, canvas, top=top)
    return [Group(items, "captions", layer="front")] if items else []


def _is_above(caption: Subject) -> bool:
    return bool(_ABOVE & {*caption.attributes}) or "top" in (caption.place or "").split()


def _lettered(text: str, canvas: Canvas, *, top: bool) -> list[Item]:
    tall = _TALL * canvas.height * (1.0 if len(text) < 24 else 1.5)
    y = 0.03 * canvas.height if top else 0.97 * canvas.height - tall
    pale = letters(text, Box(0.04 * canvas.width, y, 0.96 * canvas.width, y + tall), _PALE)
    edge = [
        Item(stroke(one.path, _EDGE * canvas.width), INK, kind="flat", cls="ink", casts=False, id="letters")
        for one in pale
    ]
    return [*edge, *pale]
