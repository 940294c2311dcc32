"""Sky, light and weather, shared by every setting under the sky, and the whole backdrop put together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from gpuserver.engines.illustrator.color import mix, multiply
from gpuserver.engines.illustrator.items import Backdrop, Canvas, Group, Item, Water
from gpuserver.engines.illustrator.light import DAY, DUSK, NIGHT, Light
from gpuserver.engines.illustrator.settings.atmosphere import Atmosphere
from gpuserver.engines.illustrator.settings.clouds import billow
from gpuserver.engines.illustrator.settings.sights import sight
from gpuserver.engines.illustrator.shapes import circle, fog, glow, line, rect, scenery, sky, taper

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
_LAND: Final = {"day": None, "sunset": "#EDB2A2", "night": "#5F74B8", "dawn": "#F2D3CE"}
_LAND_GREY: Final = {"rain": "#B7C0CF", "storm": "#8F9AB2", "snow": "#DFE6EF", "fog": "#DDE2E6", "cloudy": "#D9DFE6"}
_FIGURES: Final = {"day": None, "sunset": "#FAD9D2", "night": "#AEBBEE", "dawn": "#FBE6E2"}
_RIMS: Final[dict[str, tuple[str, float] | None]] = {
    "day": None, "sunset": ("#FFCB8A", 0.8), "night": ("#D6ECFF", 0.8), "dawn": ("#FFE2B8", 0.6),
}  # fmt: skip
_LIGHTS: Final = {"day": DAY, "sunset": DUSK, "night": NIGHT, "dawn": DUSK}


def sky_colors(air: Atmosphere) -> tuple[str, ...]:
    """The sky from top to horizon."""
    colors = _SKIES[air.time]
    grey = _GREY.get(air.weather)
    if grey is None:
        return colors
    if air.time == "night":
        return tuple(mix(one, "#39425E", 0.45) for one in colors)
    if air.time in {"sunset", "dawn"}:
        return tuple(mix(one, other, 0.55) for one, other in zip(colors, (*grey, grey[-1]), strict=False))
    return grey


def light_of(air: Atmosphere) -> Light:
    """The light that falls on everything."""
    return _LIGHTS[air.time]


def land_tint(air: Atmosphere) -> str | None:
    """What multiplies the day colours of land; None in clear daylight."""
    grey = _LAND_GREY.get(air.weather) if air.time == "day" else None
    return grey or _LAND[air.time]


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
        items += [] if shows else moon(sun_x, horizon * 0.42, 74 * unit, hazy=veiled)
    elif not veiled:
        low = air.time in {"sunset", "dawn"}
        sun_y = horizon * (0.84 if low else 0.38)
        warm = "#FFB070" if air.time == "sunset" else "#FFF3C4"
        items += [glow(sun_x, sun_y, 250 * unit, warm, 0.75), scenery(circle(sun_x, sun_y, 64 * unit), "#FFF2CC")]
    items += sight(air.sight, canvas, rng, horizon)
    items += [] if shows else _clouds(canvas, air, rng, horizon)
    items += _lightning(canvas, rng) if air.weather == "storm" else []
    return Group(items, "sky")


def stars(canvas: Canvas, rng: np.random.Generator, horizon: float, count: int = 110) -> list[Item]:
    """Stars down to `horizon`, closer together towards the top."""
    out: list[Item] = []
    for _ in range(count):
        x, y = rng.random() * canvas.width, rng.random() ** 1.4 * horizon
        size = 0.8 + 1.7 * rng.random() ** 3
        out.append(scenery(circle(x, y, size), "#FFF8DC", alpha=0.35 + 0.6 * rng.random(), kind="flat", cls="star"))
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
    if heavy and air.time == "day":
        light, dark = {"storm": ("#7D89A2", "#525E7A"), "rain": ("#AEBACA", "#8391A8")}.get(
            air.weather, ("#F2F5F8", "#B9C8D6")
        )
    places = [(0.19, 0.4, 150), (0.5, 0.2, 84), (0.95, 0.66, 112)]
    if heavy:
        places += [(0.42, 0.2, 190), (0.78, 0.3, 170), (0.04, 0.66, 150)]
    out: list[Item] = []
    for x, y, size in places:
        shift = (rng.random() - 0.5) * 0.1
        at = ((x + shift) * canvas.width, y * horizon)
        out.append(billow(*at, size * unit, light, dark, rng, alpha=0.95 if heavy else 0.9))
    return out


def outdoors(
    canvas: Canvas, air: Atmosphere, rng: np.random.Generator, land: Sequence[Group], *, ground: float, horizon: float,
    front: Sequence[Group] = (), lit: Sequence[Group] = (), own: Sequence[Group] = (), light: Light | None = None,
    water: Water | None = None, rear: float | None = None,
) -> Backdrop:  # fmt: skip
    """A backdrop under the sky: `land` in day colours, tinted by the air; `lit` (windows, lamps) is not.

    `own` are those groups of `land` that are in the air's colours already, such as water that mirrors the sky.
    """
    shade = land_tint(air)
    for group in (*land, *front):
        if shade is not None and group not in own:
            group.tint = multiply(group.tint, shade) if group.tint else shade
    back = [heavens(canvas, air, rng, horizon), *land, *lit]
    if air.weather == "fog":
        back.append(Group([fog(horizon - 60, ground - horizon, haze_of(air), 0.55, 60, canvas.width)], "fog"))
    over = [*front, *falling(canvas, air, rng)]
    for group in front:
        group.layer = "front"
    return Backdrop(
        back=back, front=over, light=light or light_of(air), ground=ground, horizon=horizon, tint=_FIGURES[air.time],
        rim=_RIMS[air.time], haze=haze_of(air), shadow=0.3 if air.weather in _GREY else 0.48, water=water,
        rear=rear,
    )  # fmt: skip


def falling(canvas: Canvas, air: Atmosphere, rng: np.random.Generator) -> list[Group]:
    """Rain or snow before everything, fog over the ground."""
    if air.is_wet:
        return [Group(_rain(canvas, rng, 1.0 if air.weather == "storm" else 0.8), "rain", layer="front")]
    if air.weather == "snow":
        return [Group(_snowfall(canvas, rng), "snowfall", layer="front")]
    if air.weather == "fog":
        low = fog(canvas.height * 0.82, canvas.height * 0.3, "#F1F4F5", 0.45, 46, canvas.width)
        return [Group([low], "fog", layer="front")]
    return []


def _rain(canvas: Canvas, rng: np.random.Generator, strength: float) -> list[Item]:
    out: list[Item] = []
    for at in range(round(150 * canvas.width * canvas.height / 1024**2)):
        near = at % 3 == 0
        length = (70 if near else 34) * (0.7 + 0.6 * rng.random())
        x, y = rng.random() * (canvas.width + 120) - 40, rng.random() * (canvas.height + 120) - 80
        drop = taper(line((x, y), (x - length * 0.2, y + length)), (0.6, 3.2 if near else 1.7), caps=False)
        out.append(scenery(drop, "#E8EEFF", alpha=strength * (0.5 if near else 0.32), kind="flat", cls="rain"))
    return out


def _snowfall(canvas: Canvas, rng: np.random.Generator) -> list[Item]:
    out: list[Item] = []
    for at in range(round(150 * canvas.width * canvas.height / 1024**2)):
        near = at % 6 == 0
        size = (6 if near else 2.6) * (0.6 + 0.7 * rng.random())
        flake = circle(rng.random() * canvas.width, rng.random() * canvas.height, size)
        out.append(
            scenery(flake, "#FFFFFF", alpha=0.75 if near else 0.85, blur=1.6 if near else 0.5, kind="flat", cls="snow")
        )
    return out


def _lightning(canvas: Canvas, rng: np.random.Generator) -> list[Item]:
    x, y = canvas.width * (0.2 + 0.15 * rng.random()), 0.0
    points = [(x, y)]
    while y < canvas.height * 0.4:
        x += (rng.random() - 0.45) * 60
        y += 34 + 30 * rng.random()
        points.append((x, y))
    bolt = taper(line(*points), (11, 6, 1), caps=False)
    return [
        glow(points[2][0], points[2][1], 220, "#CFE0FF", 0.5),
        scenery(bolt, "#FFFBE0", kind="flat", cls="lightning"),
    ]


def mist(canvas: Canvas, y: float, color: str, alpha: float = 0.16) -> Group:
    """A band of air between two layers: what makes them stand apart."""
    return Group([fog(y - 34, 70, color, alpha, 26, canvas.width)], "air")


def band(canvas: Canvas, top: float, bottom: float, colors: Sequence[str], cls: str = "bg") -> Item:
    """A full-width stripe with a gradient."""
    return scenery(rect(-20, top, canvas.width + 40, bottom - top), colors[-1], gradient=tuple(colors), cls=cls)
