"""Chinese houses: swept roofs of glazed tiles, lattice doors between red columns, and red lanterns."""

from __future__ import annotations

import skia

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Item
from gpuserver.engines.illustrator.painting.shapes import circle, curve, line, prop, rect, scenery, taper
from gpuserver.raster.svg_path import parse_path


def swept_roof(
    x: float, y: float, wide: float, tall: float, color: str, trim: str, *, ridge: float = 0.62
) -> list[Item]:
    """A roof whose eaves, `wide` from tip to tip, run at y round x; its ridge is `ridge` of that wide."""
    half, top, u = wide / 2, y - tall, wide * 0.012
    crest = half * ridge
    path = parse_path(
        f"M{x - half} {y - tall * 0.3} C{x - half * 0.86} {y - tall * 0.04} {x - half * 0.7} {y} {x - half * 0.4} {y} H{x + half * 0.4} "
        f"C{x + half * 0.7} {y} {x + half * 0.86} {y - tall * 0.04} {x + half} {y - tall * 0.3} "
        f"C{x + half * 0.84} {y - tall * 0.3} {x + crest * 1.06} {y - tall * 0.62} {x + crest} {top} H{x - crest} "
        f"C{x - crest * 1.06} {y - tall * 0.62} {x - half * 0.84} {y - tall * 0.3} {x - half} {y - tall * 0.3}Z"
    )  # fmt: skip
    body = prop(path, color, form="soft", cls="roof")
    grooves, count = skia.Path(), max(9, round(wide / 22))
    for at in range(1, count):
        share = at / count * 2 - 1
        groove = curve(
            (x + share * crest * 0.99, top),
            (x + share * (crest * 0.55 + half * 0.42), y - tall * 0.5),
            (x + share * half * 0.99, y),
        )
        grooves.addPath(taper(groove, (u * 0.45, u * 0.8), caps=False))
    body.marks += [scenery(grooves, mix(color, "#2B2238", 0.45), alpha=0.38)]
    under = curve((x - half * 0.92, y - tall * 0.1), (x, y + tall * 0.13), (x + half * 0.92, y - tall * 0.1))
    ends, measure = skia.Path(), skia.PathMeasure(under, False)
    for at in range(count + 1):
        place, _ = measure.getPosTan(measure.getLength() * at / count)
        ends.addPath(circle(place.x(), place.y() - u * 0.4, u * 0.62))
    out = [
        prop(taper(under, (u * 1.0, u * 2.6, u * 1.0)), mix(color, "#2B2238", 0.35), form="soft", cls="roof"), body,
        scenery(ends, trim, cls="roof"),
        prop(rect(x - crest - u, top - u * 1.6, 2 * crest + 2 * u, u * 2.6, u), trim, form="soft", cls="roof"),
    ]  # fmt: skip
    for side in (-1, 1):
        end = x + side * crest
        out.append(
            prop(
                taper(
                    curve(
                        (end, top - u * 0.4), (end + side * u * 1.6, top - u * 2.4), (end + side * u * 0.2, top - u * 5)
                    ),
                    (u * 3.2, u * 1.6),
                ),
                trim,
                form="soft",
                cls="roof",
            )
        )
        hip = curve(
            (x + side * crest, top + u),
            (x + side * (crest + (half - crest) * 0.28), y - tall * 0.48),
            (x + side * half * 1.005, y - tall * 0.34),
        )
        out.append(prop(taper(hip, (u * 1.6, u * 1.3, u * 2.2)), trim, form="soft", cls="roof"))
    return out


def lattice(x: float, y: float, wide: float, tall: float, frame: str, pane: str) -> list[Item]:
    """A door leaf: a grid over paper above, a panel below; (x, y) is its upper left corner."""
    bars, step = skia.Path(), wide / 4
    top, low = y + tall * 0.05, y + tall * 0.62
    for at in range(1, 4):
        bars.addRect(skia.Rect.MakeXYWH(x + at * step - wide * 0.025, top, wide * 0.05, low - top))
    rows = max(2, round((low - top) / step))
    for at in range(1, rows):
        bars.addRect(skia.Rect.MakeXYWH(x, top + (low - top) * at / rows - wide * 0.025, wide, wide * 0.05))
    body = scenery(
        rect(x, y, wide, tall, 3), frame, gradient=(mix(frame, "#FFFFFF", 0.06), mix(frame, "#3A1A3A", 0.2)), cls="wood"
    )
    body.marks += [
        scenery(rect(x + wide * 0.1, top, wide * 0.8, low - top), pane), scenery(bars, mix(frame, "#3A1A3A", 0.12)),
        scenery(rect(x + wide * 0.14, y + tall * 0.7, wide * 0.72, tall * 0.22, 3), mix(frame, "#FFD9A0", 0.14)),
    ]  # fmt: skip
    return [body]


def lantern(x: float, y: float, size: float, color: str = "#E5483F") -> list[Item]:
    """A round lantern `size` wide that hangs from (x, y)."""
    s, gold = size, "#F2B84B"
    middle = y + s * 0.6
    body = prop(circle(x, middle, s * 0.5, s * 0.42), color, cls="lantern", casts=False)
    ribs = skia.Path()
    for share in (0.22, 0.62):
        for side in (-1, 1):
            ribs.addPath(
                taper(
                    curve(
                        (x + side * s * 0.1, middle - s * 0.42),
                        (x + side * s * share, middle),
                        (x + side * s * 0.1, middle + s * 0.42),
                    ),
                    (s * 0.012, s * 0.022, s * 0.012),
                    caps=False,
                )
            )
    body.marks += [
        scenery(circle(x - s * 0.04, middle, s * 0.26, s * 0.3), "#FFA85A", alpha=0.5, blur=s * 0.09),
        scenery(ribs, "#8C2A3A", alpha=0.5),
    ]
    return [
        scenery(rect(x - s * 0.015, y, s * 0.03, s * 0.22), "#5A3036", cls="cord"),
        scenery(taper(line((x, middle + s * 0.44), (x, middle + s * 0.84)), (s * 0.05, s * 0.13), caps=False), gold, cls="cord"), body,
        prop(rect(x - s * 0.18, middle - s * 0.47, s * 0.36, s * 0.1, s * 0.04), gold, form="soft", cls="metal", casts=False),
        prop(rect(x - s * 0.18, middle + s * 0.37, s * 0.36, s * 0.1, s * 0.04), gold, form="soft", cls="metal", casts=False),
    ]  # fmt: skip
