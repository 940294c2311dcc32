"""Texts on things: fitted to the board that a drawing has, to a chest, or to a plate of their own."""

from __future__ import annotations

import re
from typing import Final

import skia

from core.lexicon import is_chinese
from gpuserver.engines.illustrator.art import Artwork
from gpuserver.engines.illustrator.color import INK, luminance
from gpuserver.engines.illustrator.painting.items import Item
from gpuserver.engines.illustrator.painting.shapes import circle, rect, transformed
from gpuserver.engines.illustrator.spots import Box, Spot
from gpuserver.raster.lettering import line_of

_LINES: Final = 6
_PHRASE: Final = re.compile(r"(?<=[，。！？、；,!?])")
"""Where a Chinese text breaks best."""
_LONG_HAN: Final = 8
"""Letters of a Chinese phrase that stand in one line where there are several phrases."""
_LEADING: Final = 1.42
"""From one line to the next, in heights of a capital."""
_FLAT: Final = 0.165
"""Half the height of a board, as a share of its half width, where the drawing does not say."""


def has_board(artwork: Artwork) -> bool:
    """Whether a drawing has a place of its own for letters."""
    return "sign" in artwork.anchors


def wiped_off(text: str) -> set[str]:
    """Ids of what is on a board of its own accord, and makes room for `text`."""
    return {"doodles"} if text else set()


def can_letter(text: str) -> bool:
    """Whether every letter of `text` can be drawn on this machine."""
    return _line(text) is not None


def lettered(text: str, spot: Spot, coat: str) -> list[Item]:
    """The items that show `text` on a placed subject: on its board, on a person's chest, or on a plate before it.

    A board that is written on with chalk has letters of chalk.

    `coat` is the colour of the clothes.
    """
    artwork = spot.artwork
    if has_board(artwork):
        anchor = artwork.anchors["sign"]
        tall = artwork.anchors["sign_tall"].r if "sign_tall" in artwork.anchors else _FLAT * anchor.r
        return _letters(text, _box(spot, anchor.x, anchor.y, anchor.r, tall), artwork.palette.get("chalk", INK))
    if "body" in artwork.anchors and "skin" in artwork.palette:
        body = artwork.anchors["body"]
        box = _box(spot, body.x, body.y - 0.12 * body.r, 0.72 * body.r, 0.42 * body.r)
        return _letters(text, box, INK if luminance(coat) > 120 else "#FFF7EA")
    return _on_a_plate(text, spot)


def _box(spot: Spot, x: float, y: float, half: float, tall: float) -> Box:
    middle_x, middle_y = spot.at(x, y)
    half, tall = half * spot.scale, tall * spot.scale
    return Box(middle_x - half, middle_y - tall, middle_x + half, middle_y + tall)


def _on_a_plate(text: str, spot: Spot) -> list[Item]:
    """A cream plate with a rim, low on the subject."""
    box = spot.box
    middle, width = (box.left + box.right) / 2, 0.56 * (box.right - box.left)
    tall = min(0.26 * (box.bottom - box.top), 0.5 * width)
    y = box.bottom - 0.16 * (box.bottom - box.top) - tall / 2
    rim = 0.08 * tall
    left, top, round_ = middle - width / 2, y - tall / 2, 0.22 * tall
    plate = rect(left, top, width, tall, round_)
    frame = rect(left - rim, top - rim, width + 2 * rim, tall + 2 * rim, round_ + rim)
    nails = [circle(x, y, rim * 0.6) for x in (left + 1.6 * rim, left + width - 1.6 * rim)]
    inside = Box(left + 3 * rim, top + 1.6 * rim, left + width - 3 * rim, top + tall - 1.6 * rim)
    return [
        Item(frame, "#C98A54", form="soft", cls="wood"), Item(plate, "#FFF1DC", form="soft", cls="sign", casts=False),
        *(Item(nail, "#C98A54", kind="flat", cls="wood") for nail in nails), *_letters(text, inside, INK),
    ]  # fmt: skip


def _letters(text: str, box: Box, color: str) -> list[Item]:
    """The text as large as it fits into a box, in the number of lines in which it is largest."""
    best: tuple[float, list[skia.Path]] = (0.0, [])
    for count in range(1, _LINES + 1):
        lines = [path for line in _broken(text, count) if (path := _line(line)) is not None]
        if len(lines) == count:
            size = _size(lines, box)
            if size > best[0]:
                best = size, lines
    size, lines = best
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    out: list[Item] = []
    for at, path in enumerate(lines):
        middle = path.getBounds().centerX()
        low = y + (at - (len(lines) - 1) / 2) * _LEADING * 100 * size - 50 * size
        matrix = skia.Matrix.MakeAll(size, 0, x - middle * size, 0, size, low, 0, 0, 1)
        out.append(Item(transformed(path, matrix), color, kind="flat", cls="ink", casts=False, id="letters"))
    return out


def _line(text: str) -> skia.Path | None:
    """One line in capitals, as signs have them."""
    return line_of(text.upper())


def _size(lines: list[skia.Path], box: Box) -> float:
    widest = max(path.getBounds().width() for path in lines)
    tall = 100 * (1 + _LEADING * (len(lines) - 1))
    return min(0.94 * (box.right - box.left) / widest, 0.86 * (box.bottom - box.top) / tall)


def _broken(text: str, count: int) -> list[str]:
    """The text in `count` lines of about one length, broken between words; a Chinese one between its phrases."""
    if is_chinese(text) and " " not in text:
        return _broken_han(text, count)
    words = text.split()
    if count == 1 or len(words) < count:
        return [text]
    goal, lines, rest = len(text) / count, list[str](), words
    while rest and len(lines) < count - 1:
        taken = 1
        while len(rest) - taken >= count - len(lines) and len(" ".join(rest[: taken + 1])) <= goal + 1:
            taken += 1
        lines.append(" ".join(rest[:taken]))
        rest = rest[taken:]
    return [*lines, " ".join(rest)]


def _broken_han(text: str, count: int) -> list[str]:
    phrases = [one for one in _PHRASE.split(text) if one]
    if len(phrases) > 1 and max(map(len, phrases)) <= _LONG_HAN:
        return [one.rstrip("，、；,") for one in phrases] if len(phrases) == count else [text]
    if len(text) < 2 * count or count == 1:
        return [text]
    size = -(-len(text) // count)
    return [text[at : at + size] for at in range(0, len(text), size)]
