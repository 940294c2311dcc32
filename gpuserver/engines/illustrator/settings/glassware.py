"""What a laboratory works with: flasks and tubes, a microscope, a still."""

from __future__ import annotations

from typing import Literal

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.painting.items import Item
from gpuserver.engines.illustrator.painting.shapes import (
    circle,
    curve,
    intersection,
    polygon,
    prop,
    rect,
    scenery,
    taper,
    union,
)
from gpuserver.raster.svg_path import parse_path

Vessel = Literal["cone", "round", "beaker", "bottle"]


def vessel(kind: Vessel, x: float, y: float, size: float, color: str, fill: float = 0.5) -> list[Item]:
    """A glass that stands at (x, y), `size` tall, filled to the share `fill`."""
    s = size
    if kind == "cone":
        shape = parse_path(f"M{x - s * 0.11} {y - s} h{s * 0.22} v{s * 0.36} L{x + s * 0.4} {y - s * 0.09} Q{x + s * 0.43} {y} {x + s * 0.33} {y} "
                           f"H{x - s * 0.33} Q{x - s * 0.43} {y} {x - s * 0.4} {y - s * 0.09} L{x - s * 0.11} {y - s * 0.64}Z")  # fmt: skip
    elif kind == "round":
        shape = union([circle(x, y - s * 0.34, s * 0.34), rect(x - s * 0.1, y - s, s * 0.2, s * 0.5)])
    elif kind == "beaker":
        shape = rect(x - s * 0.34, y - s, s * 0.68, s, s * 0.08)
    else:
        shape = union(
            [
                rect(x - s * 0.25, y - s * 0.7, s * 0.5, s * 0.7, s * 0.09),
                rect(x - s * 0.11, y - s * 0.94, s * 0.22, s * 0.4),
            ]
        )
    level = rect(x - s, y - s * fill, 2 * s, s * fill + 2)
    liquid = prop(intersection(shape, level), color, form="soft", cls="liquid", casts=False)
    for dx, dy, big in ((0.08, 0.18, 0.045), (-0.1, 0.28, 0.03), (0.14, 0.34, 0.025)):
        if dy < fill:
            liquid.marks.append(
                scenery(circle(x + dx * s, y - dy * s, big * s), mix(color, "#FFFFFF", 0.55), alpha=0.8)
            )
    glint = taper(
        curve((x - s * 0.2, y - s * 0.42), (x - s * 0.27, y - s * 0.26), (x - s * 0.22, y - s * 0.12)),
        (s * 0.02, s * 0.06, s * 0.02),
    )
    lip = rect(
        x - s * (0.37 if kind == "beaker" else 0.15),
        y - s * 1.0,
        s * (0.74 if kind == "beaker" else 0.3),
        s * 0.06,
        s * 0.03,
    )
    if kind == "bottle":
        lip = rect(x - s * 0.14, y - s, s * 0.28, s * 0.14, s * 0.03)
    return [
        scenery(shape, "#E6F4F6", alpha=0.8, cls="glass"), liquid,
        scenery(glint, "#FFFFFF", alpha=0.75, kind="flat", cls="glint"),
        prop(lip, "#B98A5E" if kind == "bottle" else "#F4FBFC", form="soft", cls="glass", casts=False),
    ]  # fmt: skip


def test_tubes(x: float, y: float, size: float) -> list[Item]:
    """A wooden rack with five tubes of different colours."""
    out: list[Item] = [
        prop(rect(x - size * 0.7, y - size * 0.12, size * 1.4, size * 0.12, 4), "#C98A54", form="soft", cls="wood")
    ]
    for at, (color, fill) in enumerate(
        (("#F2674F", 0.5), ("#F9C74F", 0.7), ("#6DB36B", 0.4), ("#4A8FD0", 0.6), ("#8B6CC9", 0.5))
    ):
        left = x - size * 0.6 + at * size * 0.26
        tube = rect(left, y - size * 0.92, size * 0.16, size * 0.86, size * 0.08)
        out.append(scenery(tube, "#E6F4F6", alpha=0.85, cls="glass"))
        out.append(
            scenery(
                intersection(tube, rect(left, y - size * (0.08 + 0.8 * fill), size * 0.16, size)), color, cls="liquid"
            )
        )
    out.append(
        prop(rect(x - size * 0.7, y - size * 0.56, size * 1.4, size * 0.1, 4), "#D99E66", form="soft", cls="wood")
    )
    out += [
        prop(
            rect(x + side * size * 0.68 - size * 0.05, y - size * 0.62, size * 0.1, size * 0.62, 4),
            "#C98A54",
            form="soft",
            cls="wood",
        )
        for side in (-1, 1)
    ]
    return out


def microscope(x: float, y: float, size: float) -> list[Item]:
    """A microscope that stands at (x, y) and looks to the left."""
    s, steel, dark = size, "#E7ECF4", "#4B5A86"
    arm = parse_path(f"M{x + s * 0.2} {y - s * 0.08} C{x + s * 0.46} {y - s * 0.3} {x + s * 0.4} {y - s * 0.72} {x + s * 0.08} {y - s * 0.78} "
                     f"L{x + s * 0.04} {y - s * 0.64} C{x + s * 0.26} {y - s * 0.58} {x + s * 0.26} {y - s * 0.3} {x + s * 0.04} {y - s * 0.12}Z")  # fmt: skip
    tube = polygon(
        [
            (x - s * 0.2, y - s * 0.44),
            (x - s * 0.06, y - s * 0.38),
            (x + s * 0.16, y - s * 0.9),
            (x + s * 0.02, y - s * 0.96),
        ]
    )
    eye = polygon(
        [
            (x + s * 0.0, y - s * 0.92),
            (x + s * 0.18, y - s * 0.84),
            (x + s * 0.23, y - s * 0.98),
            (x + s * 0.07, y - s * 1.05),
        ]
    )
    return [
        prop(rect(x - s * 0.34, y - s * 0.1, s * 0.72, s * 0.1, s * 0.04), dark, form="soft", cls="metal"), prop(arm, dark, cls="metal"),
        prop(rect(x - s * 0.34, y - s * 0.3, s * 0.46, s * 0.06, s * 0.02), "#2B2F5C", form="soft", cls="metal"), prop(tube, steel, cls="metal"),
        prop(eye, dark, form="soft", cls="metal"), prop(circle(x + s * 0.27, y - s * 0.42, s * 0.075), "#F9C74F", cls="metal"),
        prop(rect(x - s * 0.2, y - s * 0.42, s * 0.1, s * 0.11, s * 0.02), "#9AA6C4", cls="metal"),
    ]  # fmt: skip


def still(x: float, y: float, size: float) -> list[Item]:
    """A round flask over a flame, whose steam runs through a tube into a cone."""
    s = size
    coil = taper(
        curve((x - s * 0.3, y - s * 1.02), (x + s * 0.42, y - s * 1.28), (x + s * 0.6, y - s * 0.5)),
        (s * 0.055, s * 0.05),
    )
    flame = parse_path(
        f"M{x - s * 0.3} {y - s * 0.3} q{s * 0.09} {s * 0.14} 0 {s * 0.2} q{-s * 0.09} {-s * 0.06} 0 {-s * 0.2}Z"
    )
    legs = [
        taper(
            curve(
                (x - s * 0.3 + side * s * 0.18, y - s * 0.36),
                (x - s * 0.3 + side * s * 0.22, y - s * 0.2),
                (x - s * 0.3 + side * s * 0.26, y),
            ),
            (s * 0.03, s * 0.03),
        )
        for side in (-1, 1)
    ]
    return [
        prop(rect(x - s * 0.36, y - s * 0.1, s * 0.12, s * 0.1, 3), "#9AA6C4", cls="metal"), scenery(flame, "#6FB8F0", kind="flat", cls="fire"),
        prop(union(legs), "#4B4666", cls="iron"), prop(rect(x - s * 0.54, y - s * 0.38, s * 0.48, s * 0.035, 2), "#4B4666", cls="iron"),
        *vessel("round", x - s * 0.3, y - s * 0.38, s * 0.66, "#6DC38B"), scenery(coil, "#A9D3DE", cls="glass"),
        *vessel("cone", x + s * 0.6, y, s * 0.52, "#F48FA0", 0.36),
    ]  # fmt: skip
