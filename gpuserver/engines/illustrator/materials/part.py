"""What a material is, and the part of a subject that it is asked to shade."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Final

import cv2
import numpy as np
import skia
from numpy.typing import NDArray

from gpuserver.engines.illustrator.materials.inflate import Dome
from gpuserver.engines.illustrator.materials.planes import (
    Colors,
    Field,
    blurred,
    color_of,
    looked_up,
    luminance_of,
    single,
)
from gpuserver.engines.illustrator.painting.items import Item
from gpuserver.engines.illustrator.painting.light import Light
from gpuserver.raster import texture
from gpuserver.raster.texture import Plane

_SPARE: Final = 96
"""Design px by which the texture of one part may lie beside that of the next."""


@dataclass(frozen=True)
class Coat:
    """What a material makes of a part: its colours, and its coverage where that is not the silhouette."""

    colors: Field
    cover: Field | None = None
    light: Field | None = None
    """Light that the part gives off, added over everything with a glow round it."""


@dataclass(frozen=True)
class Material:
    """One way to make a subject: of glass, of wood, of felt."""

    name: str
    color: str
    """The main colour: what styles in flat colours paint it in."""
    shade: Callable[[Part], Coat]
    called: str = ""
    """The name of that colour, where the material has one of its own."""
    own: float = 0.0
    """How much of their own colours the parts keep, 0..1."""
    contrast: float = 0.5
    """How far the parts' own lights and darks spread round the main colour."""
    recolor: Callable[[str], str] | None = None
    """What becomes of the parts' own colours, where that is more than a mix with the main one."""
    relief: float = 0.0
    """Depth of the markings, design px: positive is carved in, negative raised."""
    top: float | None = None
    """Height at which round parts level off, share of S; None for fully round ones."""
    slab: float = 0.02
    """The same for boards and walls."""
    clear: float = 0.0
    """How much of what is behind shows, 0..1: the tint of night does not fall on that again."""
    veil: float = 1.0
    """Opacity of its parts in flat styles."""
    cast: float = 0.30
    """Strength of the shadow of one part on the next, 0..1."""
    ground: float = 1.0
    """Strength of the shadow on the ground, as a factor."""
    caustic: str = ""
    """Colour of the light that falls through it into its shadow; empty for none."""
    lit_lines: bool = False
    """Whether lines and eyes' rings give light (on a body so dark that ink would not show)."""


@dataclass(frozen=True)
class Sheet:
    """The textures of one subject, `width` × `height` px; `scale` px are one px of design space."""

    width: int
    height: int
    scale: float
    seed: int
    kept: dict[tuple[float, int, int], Plane] = field(default_factory=dict[tuple[float, int, int], Plane])
    cut: dict[tuple[float, int], NDArray[np.int32]] = field(default_factory=dict[tuple[float, int], NDArray[np.int32]])

    def noise(self, size: float, seed: int, octaves: int) -> Plane:
        """Smooth noise with features of `size` design px, `_SPARE` design px larger than the sheet."""
        key = (size, seed, octaves)
        if key not in self.kept:
            spare = round(_SPARE * self.scale)
            grown = max(1.0, size * self.scale)
            self.kept[key] = texture.noise(
                self.height + spare, self.width + spare, grown, self.seed % 997 + seed, octaves
            )
        return self.kept[key]

    def facets(self, size: float, seed: int) -> NDArray[np.int32]:
        """The number of the facet at each px; facets are about `size` design px wide."""
        if (size, seed) not in self.cut:
            rng = np.random.default_rng(self.seed % 997 + seed)
            step = max(4.0, size * self.scale)
            points = np.ones((self.height, self.width), np.uint8)
            for y in np.arange(step / 2, self.height, step):
                for x in np.arange(step / 2, self.width, step):
                    down, right = (int(value) for value in (y, x) + step * (rng.random(2) - 0.5))
                    points[min(self.height - 1, max(0, down)), min(self.width - 1, max(0, right))] = 0
            _, labels = cv2.distanceTransformWithLabels(points, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
            self.cut[size, seed] = np.asarray(labels, np.int32)
        return self.cut[size, seed]


@dataclass(frozen=True)
class Part:
    """One part of a subject, cut out of the sheet; all planes have the same size."""

    item: Item
    path: skia.Path
    """The outline in px of this cut-out."""
    material: Material
    dome: Dome
    cover: Plane
    """Coverage, 0..1."""
    albedo: Colors
    """The part's flat colour with its markings."""
    x: Plane
    """Place on the sheet, design px to the right of its left edge,"""
    y: Plane
    """and below its top."""
    behind: Colors
    """The picture so far."""
    air: Colors
    """The surroundings, as two colours: above and below (2 × 3)."""
    light: Light
    sheet: Sheet
    left: int
    top: int
    """Where the cut-out lies on the sheet, px; `behind` is the whole sheet."""
    length: float
    """S of the handbook, px of the picture."""
    number: int
    """Which part of its subject it is."""
    face: bool = False
    """Whether eyes lie on it."""

    @property
    def side(self) -> float:
        """1 where the light comes from the left, -1 from the right."""
        return -1.0 if self.light.dx < 0 else 1.0

    @cached_property
    def ratio(self) -> Colors:
        """The flat colour over the material's main colour: markings, dark parts and a colour asked for."""
        return single(np.clip(self.albedo / np.maximum(color_of(self.material.color), 12), 0.1, 1.9))

    @cached_property
    def tone(self) -> Plane:
        """The brightness of `ratio`; 1 is the material's own."""
        return luminance_of(self.ratio * 255)

    def noise(self, size: float, seed: int, octaves: int = 1, *, apart: bool = False) -> Plane:
        """Noise with features of `size` design px; `apart`: every part was cut from another place."""
        whole = self.sheet.noise(size, seed, octaves)
        spare = round(_SPARE * self.sheet.scale)
        right = self.number * 53 % max(1, spare) if apart else 0
        down = self.number * 37 % max(1, spare) if apart else 0
        height, width = self.cover.shape
        return whole[self.top + down : self.top + down + height, self.left + right : self.left + right + width]

    def streaks(self, angle: float, length: float, width: float) -> Plane:
        """Fibres `length` × `width` design px along `angle` (radians), about -2..2."""
        cos, sin = float(np.cos(angle)), float(np.sin(angle))
        away = self.number * 71.0
        along = (self.x * cos + self.y * sin + away) * (4.0 / length)
        across = (self.y * cos - self.x * sin + away) * (1.5 / width)
        return looked_up(_fibres(), _wrapped(along), _wrapped(across), wrap=True)

    def matted(self, angles: Sequence[float], length: float, width: float) -> Plane:
        """Fibres that lie across each other, one layer for each angle; about -2..2."""
        layers = [self.streaks(angle, length, width) for angle in angles]
        return single(np.mean(layers, 0) * len(layers) ** 0.5)

    def facets(self, size: float, seed: int) -> NDArray[np.int32]:
        """The number of the facet at each px."""
        height, width = self.cover.shape
        return self.sheet.facets(size, seed)[self.top : self.top + height, self.left : self.left + width]

    @cached_property
    def grain_angle(self) -> float:
        """The direction of the part's longer side, radians; upright where it has none."""
        inside = self.cover > 0.5
        if not bool(inside.any()):
            return np.pi / 2
        x, y = self.x[inside], self.y[inside]
        spread = np.cov(np.stack([x, y])) if x.size > 2 else np.eye(2)
        if abs(spread[0, 0] - spread[1, 1]) + 2 * abs(spread[0, 1]) < 0.35 * (spread[0, 0] + spread[1, 1]):
            return np.pi / 2
        return 0.5 * float(np.arctan2(2 * spread[0, 1], spread[0, 0] - spread[1, 1]))


def _wrapped(plane: Field) -> Plane:
    """Coordinates on the sheet of fibres; OpenCV wraps only a little way beyond a border."""
    return single(np.mod(plane, 512.0))


@lru_cache(maxsize=1)
def _fibres() -> Plane:
    """A sheet of fibres, 4 px long and 1.5 px wide, that repeats after 512 px."""
    rng = np.random.default_rng(11)
    field = np.tile(rng.standard_normal((512, 512)).astype(np.float32), (3, 3))
    soft = blurred(field, 4.0, 0.75)[512:1024, 512:1024]
    return single(soft / soft.std())


def silhouette(path: skia.Path, width: int, height: int) -> Plane:
    """Coverage of `path`, px coordinates, 0..1."""
    out = np.zeros((height, width), np.uint8)
    info = skia.ImageInfo.MakeA8(width, height)
    surface = skia.Surface.MakeRaster(info)
    surface.getCanvas().drawPath(path, skia.Paint(AntiAlias=True, Color=skia.ColorWHITE))
    surface.readPixels(info, out, width, 0, 0)
    return out.astype(np.float32) / np.float32(255)
