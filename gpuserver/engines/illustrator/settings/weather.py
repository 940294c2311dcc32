"""Sky, light and weather, shared by every setting under the sky, and the whole backdrop put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import skia

from gpuserver.engines.illustrator.chance import stream
from gpuserver.engines.illustrator.color import mix, multiply
from gpuserver.engines.illustrator.painting.items import Backdrop, Canvas, Group, Item, Water
from gpuserver.engines.illustrator.painting.light import DAY, DUSK, NIGHT, Light
from gpuserver.engines.illustrator.painting.moonlight import benighted
from gpuserver.engines.illustrator.painting.shapes import circle, fog, glow, line, rect, scenery, sky, taper
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.clouds import billow
from gpuserver.engines.illustrator.settings.showers import blossom, fallen_leaves, falling, puddles
from gpuserver.engines.illustrator.settings.sights import sight

_SKIES: Final = {
    "day": ("#5DBCE6", "#A9DDEB", "#FFF1D6"),
    "sunset": ("#3B2F7A", "#8A4E95", "#EE7F74", "#FFC887"),
    "night": ("#111A4A", "#28407E", "#5E86B0"),
    "dawn": ("#7C9FE0", "#EDBFD3", "#FFE3C0"),
}  # fmt: skip
_GREY: Final = {
    "rain": ("#71819C", "#9AA9BE", "#C6D0D9"), "storm": ("#3E4A66", "#66748F", "#9AA6B6"),
    "snow": ("#AFC3DC", "#D6E2EE", "#F1F3F6"), "fog": ("#B9C5CE", "#D3DBE0", "#E8EBEC"),
    "cloudy": ("#8CA9C4", "#B6CAD9", "#DDE4E6"),
}  # fmt: skip
_LOW_SUN: Final[dict[tuple[str, str], tuple[str, ...]]] = {
    ("storm", "sunset"): ("#282B4C", "#4A4468", "#A85F66", "#FFB56B"),
    ("storm", "dawn"): ("#36456A", "#62708F", "#AE9BA8", "#FFD9A8"),
    ("rain", "sunset"): ("#46476F", "#766889", "#C9877C", "#FFC48C"),
    ("rain", "dawn"): ("#6B7CA1", "#9BA2BA", "#D2BFC3", "#FFE0BC"),
    ("snow", "sunset"): ("#68699A", "#A08AAA", "#DFA99E", "#FFD9B4"),
    ("snow", "dawn"): ("#8FA2C8", "#BFBED2", "#E8D5D1", "#FFEBD2"),
    ("cloudy", "sunset"): ("#5A5484", "#94708F", "#DE8F80", "#FFC993"),
    ("cloudy", "dawn"): ("#7F93BE", "#BDB6CC", "#E8CCC8", "#FFE6C8"),
    ("fog", "sunset"): ("#8A84A6", "#B5A0B2", "#E0BEB2", "#FBDCC2"),
    ("fog", "dawn"): ("#A6B2CB", "#C9C9D6", "#E4D9D7", "#F8EBDC"),
}  # fmt: skip
"""Skies with a low sun under the clouds: dark above, and light along the horizon."""
_CLOUDS: Final = {
    ("storm", "day"): ("#7D89A2", "#525E7A"), ("rain", "day"): ("#AEBACA", "#8391A8"),
    ("snow", "day"): ("#F2F5F8", "#B9C8D6"), ("cloudy", "day"): ("#F2F5F8", "#B9C8D6"),
    ("storm", "sunset"): ("#5C5976", "#38365A", "#E8875E"), ("storm", "dawn"): ("#6C7590", "#475070", "#F0B78C"),
    ("rain", "sunset"): ("#877D9B", "#5E577C", "#F09C78"), ("rain", "dawn"): ("#A0A5BC", "#777D98", "#F4C8A6"),
    ("snow", "sunset"): ("#B2A9C2", "#8982A4", "#F4BDA2"), ("snow", "dawn"): ("#CDCFDE", "#A3A7C0", "#F8DAC4"),
    ("cloudy", "sunset"): ("#AE90A8", "#7A668C", "#F7A582"), ("cloudy", "dawn"): ("#D5CCD8", "#ABA6BE", "#FADAC0"),
    ("storm", "night"): ("#39436A", "#20284A"), ("rain", "night"): ("#415081", "#283664"),
}  # fmt: skip
"""Heavy clouds from their tops to their feet, by weather and time; the last of three is lit by a low sun."""
_LAND: Final = {"day": None, "sunset": "#EDB2A2", "night": "#6679BE", "dawn": "#F2D3CE"}
_LAND_WHITE: Final = {"sunset": "#C9BBE6", "dawn": "#D9D3EE"}
"""The same where snow lies, which is blue and violet under a low sun, and never brown."""
_LAND_GREY: Final = {"rain": "#B7C0CF", "storm": "#98A2B8", "snow": "#DFE6EF", "fog": "#DDE2E6", "cloudy": "#D9DFE6"}
_FIGURES: Final = {"day": None, "sunset": "#FAD9D2", "night": "#C0C4EA", "dawn": "#FBE6E2"}
_FIGURES_GREY: Final = {"rain": "#E8ECF4", "storm": "#D5DBEA", "snow": "#F2F5FA", "fog": "#F0F3F5"}
_RIMS: Final[dict[str, tuple[str, float] | None]] = {
    "day": None, "sunset": ("#FFCB8A", 0.8), "night": ("#D6ECFF", 0.8), "dawn": ("#FFE2B8", 0.6),
}  # fmt: skip
_LIGHTS: Final = {"day": DAY, "sunset": DUSK, "night": NIGHT, "dawn": DUSK}


def sky_colors(air: Atmosphere) -> tuple[str, ...]:
    """The sky from top to horizon."""
    colors = _SKIES[air.time]
    if air.sky:
        asked = (mix(air.sky, "#2B2238", 0.08), mix(air.sky, "#FFFFFF", 0.25), mix(air.sky, "#FFF4DC", 0.55))
        return tuple(mix(one, "#111A4A", 0.55) for one in asked) if air.is_dark else asked
    grey = _GREY.get(air.weather)
    if grey is None:
        return colors
    if air.time == "night":
        return tuple(mix(one, "#39425E", 0.45) for one in colors)
    if air.time in {"sunset", "dawn"}:
        return _LOW_SUN[air.weather, air.time]
    return grey


def light_of(air: Atmosphere) -> Light:
    """The light that falls on everything."""
    return _LIGHTS[air.time]


def land_tint(air: Atmosphere) -> str | None:
    """What multiplies the day colours of land; None in clear daylight."""
    tint, grey = _LAND[air.time], _LAND_GREY.get(air.weather)
    if air.is_white and air.time in _LAND_WHITE:
        return _LAND_WHITE[air.time]
    if tint is None or grey is None or air.is_dark:
        return tint or grey
    return multiply(tint, mix(grey, "#FFFFFF", 0.35))


def haze_of(air: Atmosphere) -> str:
    """The colour of the air at the horizon."""
    return sky_colors(air)[-1]


def heavens(canvas: Canvas, air: Atmosphere, rng: np.random.Generator, horizon: float) -> Group:
    """Sky with sun or moon, stars and clouds, and what else is to be seen there, down to `horizon`."""
    width, unit = canvas.width, canvas.scale / 1024
    colors = sky_colors(air)
    items = [sky(colors, horizon + 30, width)]
    sun_x = width * (0.72 + 0.1 * rng.random())
    shows = air.sight in {"aurora", "fireworks", "meteors"}
    veiled = air.weather in {"rain", "storm", "snow", "fog", "cloudy"}
    if air.time == "night":
        items += stars(canvas, rng, horizon) if not veiled else []
        items += _many_stars(canvas, horizon) if air.starry and not veiled else []
        items += [] if (shows and not air.moon) or air.is_wet else moon(sun_x, horizon * 0.42, 74 * unit, hazy=veiled)
    elif not veiled:
        low = air.time in {"sunset", "dawn"}
        sun_y = horizon * (0.84 if low else 0.38)
        warm = "#FFB070" if air.time == "sunset" else "#FFF3C4"
        items += [glow(sun_x, sun_y, 250 * unit, warm, 0.75), scenery(circle(sun_x, sun_y, 64 * unit), "#FFF2CC")]
    elif air.weather == "fog":
        items += [glow(sun_x, horizon * 0.5, 230 * unit, "#FFF6DC", 0.7),
                  scenery(circle(sun_x, horizon * 0.5, 58 * unit), "#FFFAEA", alpha=0.8, blur=16 * unit, cls="sun")]  # fmt: skip
    elif air.time in {"sunset", "dawn"}:
        items.append(glow(sun_x, horizon * 0.98, 300 * unit, "#FFB878", 0.6))
    items += sight(air.sight, canvas, rng, horizon)
    items += [] if shows or air.weather == "fog" else _clouds(canvas, air, rng, horizon)
    items += _lightning(canvas, rng, horizon) if air.weather == "storm" else []
    return Group(items, "sky")


def stars(canvas: Canvas, rng: np.random.Generator, horizon: float, count: int = 110) -> list[Item]:
    """Stars down to `horizon`, closer together towards the top."""
    out: list[Item] = []
    for _ in range(count):
        x, y = rng.random() * canvas.width, rng.random() ** 1.4 * horizon
        size = 0.8 + 1.7 * rng.random() ** 3
        out.append(scenery(circle(x, y, size), "#FFF8DC", alpha=0.35 + 0.6 * rng.random(), kind="flat", cls="star"))
    return out


def _many_stars(canvas: Canvas, horizon: float) -> list[Item]:
    """The stars of a sky that is told of for them: more, larger ones, some with rays, and a pale band of them."""
    rng, unit = stream(0, "stars"), canvas.scale / 1024
    out = [
        glow((0.1 + 0.16 * at) * canvas.width, (0.62 - 0.1 * at) * horizon, 150 * unit, "#8FA8F0", 0.16)
        for at in range(6)
    ]
    for at in range(150):
        x, y, size = rng.random() * canvas.width, rng.random() * 0.92 * horizon, (1.6 + 2.6 * rng.random() ** 2) * unit
        out.append(scenery(circle(x, y, size), "#FFF6D6", alpha=0.75 + 0.25 * rng.random(), kind="flat", cls="star"))
        if at % 12 == 0:
            rays = skia.Path()
            for dx, dy in ((0, 1), (1, 0)):
                long, thin = 9 * unit, 1.5 * unit
                rays.addPoly([skia.Point(x + dx * long, y + dy * long), skia.Point(x + dy * thin, y + dx * thin),
                              skia.Point(x - dx * long, y - dy * long), skia.Point(x - dy * thin, y - dx * thin)], True)  # fmt: skip
            out.append(scenery(rays, "#FFF6D6", kind="flat", cls="star"))
    return out


def moon(x: float, y: float, radius: float, *, hazy: bool) -> list[Item]:
    """A full moon with its glow."""
    out = [glow(x, y, 3 * radius, "#8FB4E8", 0.35 if hazy else 0.65)]
    out.append(scenery(circle(x, y, radius), "#FFF4D0", form="soft", alpha=0.7 if hazy else 1.0, cls="moon"))
    for dx, dy, size in ((-0.3, -0.25, 0.2), (0.34, 0.2, 0.15), (0.1, -0.4, 0.1), (-0.26, 0.4, 0.12)):
        spot = circle(x + dx * radius, y + dy * radius, size * radius)
        out.append(scenery(spot, "#EBD9AE", alpha=0.6, kind="flat", cls="moon"))
    return out


def _clouds(canvas: Canvas, air: Atmosphere, rng: np.random.Generator, horizon: float) -> list[Item]:
    unit = canvas.scale / 1024
    light, dark = {
        "sunset": ("#F7A98F", "#B5659A"), "night": ("#48609A", "#2C4480"), "dawn": ("#FFE9E0", "#E9C3D2"),
    }.get(air.time, ("#FFFFFF", "#D9EEF5"))  # fmt: skip
    heavy = air.weather in {"rain", "storm", "cloudy", "snow"}
    under: str | None = None
    if heavy:
        light, dark, *rest = _CLOUDS.get((air.weather, air.time), (light, dark))
        under = next(iter(rest), None)
    places = [(0.19, 0.4, 150), (0.5, 0.2, 84), (0.95, 0.66, 112)]
    if heavy:
        places += [(0.42, 0.2, 190), (0.78, 0.3, 170), (0.04, 0.66, 150)]
    if air.is_wet:
        places = [(0.12, 0.04, 270), (0.62, -0.02, 300), (1.0, 0.06, 240), *places]
    out: list[Item] = []
    for x, y, size in places:
        shift = (rng.random() - 0.5) * 0.1
        at = ((x + shift) * canvas.width, y * horizon)
        out.append(billow(*at, size * unit, light, dark, rng, alpha=0.95 if heavy else 0.9, under=under))
    return out


def outdoors(
    canvas: Canvas, air: Atmosphere, rng: np.random.Generator, land: Sequence[Group], *, ground: float, horizon: float,
    front: Sequence[Group] = (), lit: Sequence[Group] = (), own: Sequence[Group] = (), light: Light | None = None,
    water: Water | None = None, rear: float | None = None, roofed: bool = False,
) -> Backdrop:  # fmt: skip
    """A backdrop under the sky: `land` in day colours, tinted by the air; `lit` (windows, lamps) is not.

    `own` are those groups of `land` that are in the air's colours already, such as water that mirrors the sky.
    `roofed`: it rains and snows behind the land, and nothing of it reaches the ground.
    """
    shade = land_tint(air)
    for group in (*land, *front):
        if shade is not None and group not in own:
            if air.is_dark:
                benighted(group, shade, white=air.is_white)
            else:
                group.tint = multiply(group.tint, shade) if group.tint else shade
    if air.is_white:
        for group in land:
            group.items = [item for item in group.items if item.cls != "tuft"]
    back = [heavens(canvas, air, rng, horizon), *land, *lit]
    if air.is_wet and water is None and not roofed:
        wet, water = puddles(canvas, (haze_of(air), sky_colors(air)[1]), rng, horizon=horizon, ground=ground)
        back.append(wet)
    if air.is_dark and air.weather == "clear" and water is None:
        back.append(Group([_moonbeam(canvas, horizon, ground)], "moonlight"))
    if air.weather == "fog":
        back += _fog(canvas, haze_of(air), horizon, ground)
    shower = falling(canvas, air, rng)
    if air.season == "autumn" and not (air.is_white or roofed or water is not None):
        back.append(Group(fallen_leaves(canvas, rng, horizon=horizon), "leaves", tint=shade))
    if air.season == "spring" and not (air.is_white or roofed or water is not None):
        back.append(Group(blossom(canvas, rng, horizon=horizon), "blossom", tint=shade))
    if roofed:
        back[1:1] = [replace(group, layer="back") for group in shower]
    over = [*front, *([] if roofed else shower)]
    for group in front:
        group.layer = "front"
    snow = "falls" if air.weather == "snow" else "lies" if air.is_white else ""
    return Backdrop(
        back=back, front=over, light=light or light_of(air), ground=ground, horizon=horizon, tint=_figures_tint(air),
        rim=_RIMS[air.time], haze=haze_of(air), shadow=0.3 if air.weather in _GREY else 0.48, water=water,
        rear=rear, snow="" if roofed else snow,
    )  # fmt: skip


def _figures_tint(air: Atmosphere) -> str | None:
    """What multiplies the colours of who stands under the sky."""
    tint, grey = _FIGURES[air.time], _FIGURES_GREY.get(air.weather)
    if tint is None or grey is None or air.is_dark:
        return tint or grey
    return multiply(tint, grey)


def _moonbeam(canvas: Canvas, horizon: float, ground: float) -> Item:
    """Where the moon lights the ground, on which who stands there shows."""
    pool = circle(canvas.width * 0.56, (horizon + 2 * ground) / 3, 0.34 * canvas.width, 0.42 * (ground - horizon))
    return scenery(pool, "#A9B9E8", alpha=0.3, blur=46 * canvas.scale / 1024, blend=skia.BlendMode.kScreen, kind="glow")


def _fog(canvas: Canvas, color: str, horizon: float, ground: float) -> list[Group]:
    """Thick air over the far land, thinner towards the viewer, and banks that drift before it."""
    unit, width = canvas.scale / 1024, canvas.width
    banks = [fog(horizon - 170 * unit, ground - horizon + 120 * unit, color, 0.6, 60 * unit, width),
             fog(horizon - 30 * unit, 90 * unit, mix(color, "#FFFFFF", 0.3), 0.45, 26 * unit, width)]  # fmt: skip
    for x, y, half in ((0.2, -0.02, 300), (0.82, 0.06, 340), (0.42, 0.14, 420)):
        path = circle(width * x, horizon + y * canvas.height, half * unit, 34 * unit)
        banks.append(scenery(path, mix(color, "#FFFFFF", 0.45), alpha=0.5, blur=22 * unit, kind="glow"))
    return [Group(banks, "fog")]


def _lightning(canvas: Canvas, rng: np.random.Generator, horizon: float) -> list[Item]:
    """A bolt down to the land, at the side, where nothing that stands in the middle cuts it off; with two forks."""
    unit = canvas.scale / 1024
    x, y = canvas.width * (0.05 + 0.09 * rng.random()), 0.0
    points = [(x, y)]
    while y < horizon + 6 * unit:
        x = min(max(x + (rng.random() - 0.48) * 62 * unit, 8 * unit), 0.2 * canvas.width)
        y = min(y + (34 + 30 * rng.random()) * unit, horizon + 8 * unit)
        points.append((x, y))
    forks: list[Item] = []
    for at, side in ((len(points) // 3, 1), (len(points) // 2, -1)):
        ax, ay = points[at]
        path = line((ax, ay), (ax + side * 34 * unit, ay + 40 * unit), (ax + side * 46 * unit, ay + 92 * unit))
        forks.append(scenery(taper(path, (5 * unit, 3 * unit, 1), caps=False), "#FFFBE0", kind="flat", cls="lightning"))
    bolt = taper(line(*points), (11 * unit, 7 * unit, 3 * unit), caps=False)
    return [
        glow(points[2][0], points[2][1], 220 * unit, "#CFE0FF", 0.5),
        glow(points[-1][0], horizon, 130 * unit, "#CFE0FF", 0.5),
        *forks,
        scenery(bolt, "#FFFBE0", kind="flat", cls="lightning"),
    ]


def mist(canvas: Canvas, y: float, color: str, alpha: float = 0.16) -> Group:
    """A band of air between two layers: what makes them stand apart."""
    return Group([fog(y - 34, 70, color, alpha, 26, canvas.width)], "air")


def band(canvas: Canvas, top: float, bottom: float, colors: Sequence[str], cls: str = "bg") -> Item:
    """A full-width stripe with a gradient."""
    return scenery(rect(-20, top, canvas.width + 40, bottom - top), colors[-1], gradient=tuple(colors), cls=cls)
