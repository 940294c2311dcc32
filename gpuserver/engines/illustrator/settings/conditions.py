"""The state of a place, over whichever setting it is: burning, haunted, abandoned, flooded, messy."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from gpuserver.engines.illustrator.color import mix, multiply
from gpuserver.engines.illustrator.painting.flames import fire
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item
from gpuserver.engines.illustrator.painting.shapes import circle, glow, line, polygon, rect, scenery, smooth, taper
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.props import placed
from gpuserver.engines.illustrator.settings.setting import Setting

_TWIGS: Final = frozenset({"twig", "twig2", "leaf"})
"""What the drawing of a cobweb hangs in."""
_WALLS: Final = frozenset({"room", "wall", "back"})
"""Names of the farthest layer of a place that has walls."""
Change = Callable[[Backdrop, Canvas, np.random.Generator], Backdrop]


@dataclass(frozen=True)
class Condition:
    """What a place may be like, the words for it, and what that changes."""

    words: re.Pattern[str]
    change: Change


def conditions_in(words: str) -> list[Condition]:
    """The conditions that a phrase of place names."""
    return [one for one in _CONDITIONS if one.words.search(words.lower())]


def without_conditions(words: str) -> str:
    """A phrase of place without the words for its condition."""
    for one in _CONDITIONS:
        words = one.words.sub(" ", words)
    return words


def under(setting: Setting, conditions: Sequence[Condition]) -> Setting:
    """The setting in those conditions."""
    if not conditions:
        return setting

    def build(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> Backdrop:
        backdrop = setting.build(canvas, air, rng)
        for one in conditions:
            backdrop = one.change(backdrop, canvas, rng)
        return backdrop

    return replace(setting, build=build)


def _far(backdrop: Backdrop) -> float:
    """y of the far edge of the ground."""
    return backdrop.rear if backdrop.rear is not None else backdrop.horizon + 0.3 * (backdrop.ground - backdrop.horizon)


def _tinted(backdrop: Backdrop, color: str) -> list[Group]:
    return [replace(one, tint=multiply(one.tint, color) if one.tint else color) for one in backdrop.back]


def _burning(backdrop: Backdrop, canvas: Canvas, rng: np.random.Generator) -> Backdrop:
    """Flames along the rear of the ground and up both sides, smoke under the ceiling, sparks."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    far = _far(backdrop)
    smoke = [
        scenery(
            circle(width * rng.random(), height * 0.12 * rng.random(), 150 * unit, 80 * unit),
            "#4A3F4C",
            alpha=0.4,
            blur=34 * unit,
            kind="glow",
        )
        for _ in range(9)
    ]
    blaze = [glow(width * 0.5, far, 0.7 * width, "#FF8A3C", 0.42), *fire(-20, width + 20, far + 10 * unit, 210 * unit)]
    for left, right in ((-60 * unit, 0.13 * width), (0.87 * width, width + 60 * unit)):
        blaze += fire(left, right, far + 96 * unit, 330 * unit)
    sparks = [
        scenery(
            circle(width * rng.random(), height * (0.1 + 0.6 * rng.random()), (2 + 3 * rng.random()) * unit),
            "#FFC24A",
            kind="flat",
            cls="flame",
        )
        for _ in range(40)
    ]
    back = [*_tinted(backdrop, "#F2C3A0"), Group(smoke, "smoke"), Group(blaze, "fire"), Group(sparks, "sparks")]
    return replace(backdrop, back=back, haze=mix(backdrop.haze, "#F2A05A", 0.5))


def _haunted(backdrop: Backdrop, canvas: Canvas, rng: np.random.Generator) -> Backdrop:
    """Cold and dark, with eyes that watch; cracks, cobwebs and candles where there are walls."""
    decay = _decayed(backdrop, canvas, rng, "#A3A9C8")
    unit, far = canvas.scale / 1024, _far(backdrop)
    candles: list[Item] = []
    for share, tall in ((0.1, 120), (0.17, 88), (0.88, 130)) if _has_walls(backdrop) else ():
        x = canvas.width * share
        candles += [
            glow(x, far - tall * 0.7 * unit, 130 * unit, "#FFC870", 0.55),
            *placed("candle", x, far + 26 * unit, tall * unit),
        ]
    eyes: list[Item] = []
    for share, high in ((0.32, 0.2), (0.74, 0.13)):
        x, y = canvas.width * share, canvas.height * high
        eyes += [
            scenery(circle(x + side * 11 * unit, y, 6 * unit, 8 * unit), "#F7E27A", kind="flat", cls="lamp")
            for side in (-1, 1)
        ]
    lit = [Group(candles, "candles")] if candles else []
    return replace(decay, back=[*decay.back, Group(eyes, "eyes"), *lit])


def _abandoned(backdrop: Backdrop, canvas: Canvas, rng: np.random.Generator) -> Backdrop:
    """Faded and dusty, with rubble; cracks and cobwebs where there are walls."""
    decay = _decayed(backdrop, canvas, rng, "#CFC4AC")
    unit, far = canvas.scale / 1024, _far(backdrop)
    rubble: list[Item] = []
    for _ in range(16):
        x, size = canvas.width * rng.random(), (10 + 24 * rng.random()) * unit
        y = far + (canvas.height * 0.98 - far) * rng.random()
        spots = [
            (x - size, y),
            (x - 0.7 * size, y - 0.6 * size),
            (x + 0.1 * size, y - 0.9 * size),
            (x + 0.9 * size, y - 0.4 * size),
            (x + size, y),
        ]
        rubble.append(scenery(polygon(spots), mix("#8E8578", "#B5AB9A", float(rng.random())), kind="part", cls="rock"))
    return replace(decay, back=[*decay.back, Group(rubble, "rubble")])


def _has_walls(backdrop: Backdrop) -> bool:
    """Whether cracks and cobwebs have a wall to be on: no sky cracks."""
    return backdrop.back[0].name in _WALLS


def _decayed(backdrop: Backdrop, canvas: Canvas, rng: np.random.Generator, tint: str) -> Backdrop:
    faded = replace(backdrop, back=_tinted(backdrop, tint), haze=multiply(backdrop.haze, tint))
    if not _has_walls(backdrop):
        return faded
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    cracks: list[Item] = []
    for share in (0.14, 0.4, 0.66, 0.9):
        x, y = width * (share + 0.06 * rng.random()), height * (0.04 + 0.2 * rng.random())
        spots = [(x, y)]
        for _ in range(5):
            x, y = x + (rng.random() - 0.45) * 64 * unit, y + (22 + 30 * rng.random()) * unit
            spots.append((x, y))
        cracks.append(
            scenery(taper(line(*spots), (9 * unit, 5 * unit, 1 * unit), caps=False), "#2E2A38", alpha=0.72, kind="flat")
        )
        branch = line(spots[2], (spots[2][0] + 46 * unit, spots[2][1] + 34 * unit))
        cracks.append(scenery(taper(branch, (5 * unit, 1 * unit), caps=False), "#2E2A38", alpha=0.72, kind="flat"))
    webs = [
        *placed("cobweb", 0.1 * width, 0.2 * height, 0.22 * canvas.scale),
        *placed("cobweb", 0.9 * width, 0.22 * height, 0.25 * canvas.scale, flip=True),
    ]
    silk = [one for one in webs if one.cls not in _TWIGS]
    return replace(faded, back=[*faded.back, Group(cracks, "cracks"), Group(silk, "webs")])


def _flooded(backdrop: Backdrop, canvas: Canvas, rng: np.random.Generator) -> Backdrop:
    """Water that stands over the ground and hides the feet of everybody."""
    width, height, unit = canvas.width, canvas.height, canvas.scale / 1024
    top = backdrop.ground - 0.075 * height
    brim = [(width * at / 8, top + 5 * unit * (-1) ** at) for at in range(-1, 10)]
    water = smooth(brim)
    water.lineTo(width + 40, height + 20)
    water.lineTo(-40, height + 20)
    water.close()
    dark = backdrop.tint is not None
    shade, deep = ("#4E6C9A", "#2C4470") if dark else ("#8FC3D6", "#4E93B5")
    items = [scenery(water, shade, gradient=(shade, deep), alpha=0.8, kind="flat", cls="water")]
    for _ in range(26):
        x, y = width * rng.random(), top + (height - top) * (0.08 + 0.9 * rng.random())
        wide = (30 + 90 * rng.random()) * unit
        items.append(
            scenery(
                rect(x, y, wide, 3 * unit, 1.5 * unit), mix(shade, "#FFFFFF", 0.6), alpha=0.6, kind="flat", cls="glint"
            )
        )
    return replace(backdrop, front=[Group(items, "flood", layer="front"), *backdrop.front])


def _messy(backdrop: Backdrop, canvas: Canvas, rng: np.random.Generator) -> Backdrop:
    """Things and papers all over the floor."""
    unit, far = canvas.scale / 1024, _far(backdrop)
    things = ("book", "pizza", "pillow", "cup", "ball", "book", "openbox", "pillow", "bottle", "book")
    items: list[Item] = []
    rows = np.sort(rng.random(len(things)))
    for at, name in enumerate(things):
        x = canvas.width * ((0.17 + 0.618 * at) % 1.0)
        y = far + (canvas.height * 1.0 - far) * (0.06 + 0.9 * float(rows[at]))
        size = (54 + 60 * (y - far) / (canvas.height - far)) * unit
        paper = [
            (x + 60 * unit, y),
            (x + 118 * unit, y - 12 * unit),
            (x + 128 * unit, y + 18 * unit),
            (x + 70 * unit, y + 30 * unit),
        ]
        items += [
            scenery(polygon(paper), "#FBF7EC", kind="part", cls="paper"),
            *placed(name, x, y, size, flip=at % 2 == 1),
        ]
    return replace(backdrop, back=[*backdrop.back, Group(items, "mess")])


def _frozen(backdrop: Backdrop, canvas: Canvas, rng: np.random.Generator) -> Backdrop:
    """Ice on the water, with scratches and snow blown over it; nothing where there is no water."""
    water = backdrop.water
    if water is None:
        return backdrop
    box, unit = water.area.getBounds(), canvas.scale / 1024
    ice = scenery(water.area, "#D9EAF4", gradient=("#EAF4FA", "#C6DDEB"), alpha=0.86, kind="flat", cls="ice")
    for _ in range(30):
        x, y = box.left() + box.width() * rng.random(), box.top() + box.height() * rng.random()
        end = (x + (60 + 120 * rng.random()) * unit, y + (rng.random() - 0.5) * 24 * unit)
        ice.marks.append(
            scenery(
                taper(line((x, y), end), (1 * unit, 3 * unit, 1 * unit), caps=False), "#FFFFFF", alpha=0.8, kind="flat"
            )
        )
    return replace(backdrop, back=[*backdrop.back, Group([ice], "ice")], water=None, perch=None)


_CONDITIONS: Final = (
    Condition(re.compile(r"\b(?:burning|on fire|in flames|ablaze|aflame|flaming|engulfed in flames)\b|着火|起火|失火|燃烧着?|大火中?"), _burning),
    Condition(re.compile(r"\b(?:haunted|spooky|creepy|ghostly)\b|闹鬼|鬼屋|阴森森?|恐怖"), _haunted),
    Condition(re.compile(r"\b(?:abandoned|derelict|run-?down|ruined|decaying|dilapidated|deserted)\b|废弃|荒废|破败|破旧"), _abandoned),
    Condition(re.compile(r"\b(?:flooded|flooding|submerged)\b|被?(?:洪|大)?水?淹没?|发大?水|洪水|积水"), _flooded),
    Condition(re.compile(r"\b(?:frozen|iced over|icy)\b|结了?冰|冰封|冰冻"), _frozen),
    Condition(re.compile(r"\b(?:messy|untidy|cluttered|chaotic)\b|凌乱|杂乱|乱糟糟|乱七八糟"), _messy),
)  # fmt: skip
