"""The sheet on which one subject is painted: part by part, each in its material, with the shadows between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import skia

from gpuserver.engines.illustrator.eyes import eyes_of
from gpuserver.engines.illustrator.materials.inflate import inflate
from gpuserver.engines.illustrator.materials.part import Material, Part, Sheet, silhouette
from gpuserver.engines.illustrator.materials.planes import (
    Colors,
    blurred,
    color_of,
    luminance_of,
    over,
    resized,
)
from gpuserver.engines.illustrator.painting.items import Group, Item, bounds
from gpuserver.engines.illustrator.painting.light import Light
from gpuserver.engines.illustrator.painting.shade import Easel, draw_item, paint
from gpuserver.engines.illustrator.painting.shapes import transformed
from gpuserver.raster.texture import Plane

_BOW = 0.26
"""How far boards are arched."""


@dataclass
class Workbench:
    """The sheet of one subject while it is painted."""

    sheet: Sheet
    left: int
    top: int
    """Where it lies in the picture, px."""
    picture: Colors
    light: Light
    length: float
    """S, px."""
    table: Mapping[str, Material]

    def __post_init__(self) -> None:
        height, width = self.picture.shape[:2]
        self.covered: Plane = np.zeros((height, width), np.float32)
        self.tinted: Plane = np.zeros((height, width), np.float32)
        """How much of the group's tint falls on each px."""
        self.kept: Plane = np.zeros((height, width), np.float32)
        """Where eyes and other plain things are, on which no glow falls."""
        self.lamps: Colors | None = None
        third = max(1, height // 3)
        self.faces: list[skia.Point] = []
        """Where eyes are, px of the sheet."""
        self.air = np.stack([self.picture[:third].mean((0, 1)), self.picture[-third:].mean((0, 1))]).astype(np.float32)

    def paint(self, group: Group) -> None:
        """All items, the tint, and the glow of what gives light."""
        matrix = skia.Matrix.Translate(-self.left, -self.top).preScale(self.sheet.scale, self.sheet.scale)
        places = [eye.path.getBounds() for eye, _ in eyes_of(group.items)]
        self.faces = [matrix.mapXY(box.centerX(), box.centerY()) for box in places]
        for number, run in enumerate(_runs(group.items)):
            if run[0].material in self.table:
                self._part(run[0], matrix, number)
            else:
                self._plain(run, matrix)
        if group.tint is not None:
            filtered = self.picture * (color_of(group.tint) / np.float32(255))
            self.picture = over(self.picture, np.asarray(filtered, np.float32), self.tinted)
        if self.lamps is not None:
            self._glow(self.lamps)

    def _part(self, item: Item, matrix: skia.Matrix, number: int) -> None:
        path = transformed(item.path, matrix)
        window = self._window(path.getBounds())
        if window is None:
            return
        down, aside = window
        left, top = aside.start, down.start
        local = transformed(path, skia.Matrix.Translate(-left, -top))
        width, height = aside.stop - left, down.stop - top
        cover = silhouette(local, width, height)
        if float(cover.max()) < 0.1:
            return
        material = self.table[item.material]
        self._cast(item, material, cover, window)
        flats = [mark for mark in item.marks if not mark.material]
        albedo = self._albedo(item, local, matrix, (left, top), cover.shape)
        part = self._shape(item, local, material, cover, albedo, (left, top), number)
        coat = material.shade(part)
        cover = (part.cover if coat.cover is None else coat.cover) * np.float32(min(1.0, item.alpha / material.veil))
        self.picture[down, aside] = over(
            self.picture[down, aside], np.clip(coat.colors, 0, 255).astype(np.float32), cover
        )
        self.covered[down, aside] = np.maximum(self.covered[down, aside], cover)
        self.kept[down, aside] *= 1 - cover
        tinted = self.tinted[down, aside]
        self.tinted[down, aside] = tinted + (np.float32(1 - material.clear) - tinted) * cover
        self._lamp(coat.light, cover, down, aside)
        if flats:
            self._plain([replace(mark, marks=[]) for mark in flats], matrix, clip=path)

    def _shape(
        self, item: Item, path: skia.Path, material: Material, cover: Plane, albedo: Colors, at: tuple[int, int],
        number: int,
    ) -> Part:  # fmt: skip
        flat = item.form != "round" or item.kind == "flat"
        level = material.slab if flat else material.top
        dome = inflate(cover, None if level is None else level * self.length)
        if level is not None:
            dome = dome.bowed(_BOW)
        rows, columns = np.mgrid[0 : cover.shape[0], 0 : cover.shape[1]].astype(np.float32)
        scale = np.float32(self.sheet.scale)
        part = Part(
            item, path, material, dome, cover, albedo, (columns + at[0]) / scale, (rows + at[1]) / scale, self.picture,
            self.air, self.light, self.sheet, *at, self.length, number,
            any(path.contains(eye.x() - at[0], eye.y() - at[1]) for eye in self.faces),
        )  # fmt: skip
        if material.relief and item.marks:
            carved = blurred(luminance_of(albedo), 1.1 * self.sheet.scale)
            flat_light = float(luminance_of(color_of(item.color)[None, None])[0, 0])
            raised = np.clip((carved - flat_light) * 2.2, -1, 0.6) * np.float32(np.sign(material.relief))
            part = replace(
                part, dome=dome.bent(np.asarray(raised, np.float32), abs(material.relief) * self.sheet.scale)
            )
        return part

    def _albedo(
        self, item: Item, path: skia.Path, matrix: skia.Matrix, at: tuple[int, int], shape: tuple[int, ...]
    ) -> Colors:
        """The flat colour with the markings that the material takes, a little beyond the outline."""
        height, width = shape
        if not item.marks:
            return np.broadcast_to(color_of(item.color), (height, width, 3)).astype(np.float32)
        surface = skia.Surface(width, height)
        canvas = surface.getCanvas()
        canvas.clear(paint(item.color).getColor())
        canvas.translate(-at[0], -at[1])
        canvas.concat(matrix)
        for mark in item.marks:
            if mark.material:
                canvas.drawPath(mark.path, paint(mark.color, mark.alpha, mark.blur))
        return _array(surface)[..., :3]

    def _window(self, box: skia.Rect) -> tuple[slice, slice] | None:
        """Rows and columns of a part on the sheet, with a few px round it."""
        left, top = max(0, int(box.left()) - 5), max(0, int(box.top()) - 5)
        right, bottom = min(self.sheet.width, int(box.right()) + 6), min(self.sheet.height, int(box.bottom()) + 6)
        if right - left < 3 or bottom - top < 3:
            return None
        return slice(top, bottom), slice(left, right)

    def _cast(self, item: Item, material: Material | None, cover: Plane, window: tuple[slice, slice]) -> None:
        """A shadow on the parts of the subject that are painted already."""
        strength = self.light.cast_strength if material is None else material.cast
        height, width = cover.shape
        size = min(height, width, 0.42 * self.length)
        if not item.casts or strength <= 0 or size < 0.012 * self.length or item.kind == "flat":
            return
        far = min(size * 0.10, 0.022 * self.length)
        grow = int(3 * far) + 2
        down, aside = window
        rows = slice(max(0, down.start - grow), min(self.sheet.height, down.stop + grow))
        columns = slice(max(0, aside.start - grow), min(self.sheet.width, aside.stop + grow))
        if float(self.covered[rows, columns].max()) < 0.1:
            return
        cast = np.zeros((rows.stop - rows.start, columns.stop - columns.start), np.float32)
        cast[
            down.start - rows.start : down.stop - rows.start, aside.start - columns.start : aside.stop - columns.start
        ] = cover
        side = -1.0 if self.light.dx < 0 else 1.0
        moved = blurred(np.roll(cast, (round(far), round(0.5 * side * far)), (0, 1)), 0.7 * far)
        near = blurred(cast, 0.45 * far)
        dark = (0.8 * moved + 0.35 * near) * self.covered[rows, columns] * np.float32(strength * 1.25)
        shade = 1 - color_of(self.light.cast) / np.float32(255)
        self.picture[rows, columns] *= 1 - dark[..., None] * shade

    def _plain(self, items: list[Item], matrix: skia.Matrix, clip: skia.Path | None = None) -> None:
        """Items without a material, as the ordinary renderer draws them."""
        window = self._window(_box_of(items, matrix))
        if window is None:
            return
        down, aside = window
        surface = skia.Surface(aside.stop - aside.start, down.stop - down.start)
        canvas = surface.getCanvas()
        canvas.translate(-aside.start, -down.start)
        if clip is not None:
            canvas.clipPath(clip, skia.ClipOp.kIntersect, True)
        canvas.concat(matrix)
        for item in items:
            draw_item(Easel(canvas, None, self.length / self.sheet.scale), item, self.light)
        drawn = _array(surface)
        cover = drawn[..., 3] / np.float32(255)
        if items[0].casts and items[0].kind == "part":
            self._cast(items[0], None, cover, window)
        self.picture[down, aside] = over(self.picture[down, aside], drawn[..., :3], cover)
        for plane in (self.covered, self.tinted, self.kept):
            plane[down, aside] = np.maximum(plane[down, aside], cover)
        if self.lamps is not None:
            self.lamps[down, aside] *= 1 - cover[..., None]

    def _lamp(self, light: Colors | None, cover: Plane, down: slice, aside: slice) -> None:
        if light is None:
            if self.lamps is not None:
                self.lamps[down, aside] *= 1 - cover[..., None]
            return
        if self.lamps is None:
            self.lamps = np.zeros_like(self.picture)
        self.lamps[down, aside] = self.lamps[down, aside] * (1 - cover[..., None]) + light

    def _glow(self, lamps: Colors) -> None:
        """The lamps themselves, and their light on what is round them."""
        height, width = lamps.shape[:2]
        quarter = resized(lamps, max(2, width // 4), max(2, height // 4))
        near, far = blurred(quarter, 0.0045 * self.length / 4 + 0.8), blurred(quarter, 0.020 * self.length / 4)
        halo = resized(np.asarray(0.55 * near + 1.05 * far, np.float32), width, height)
        light = np.clip(halo, 0, 255) / np.float32(255) * (1 - self.kept[..., None])
        screened = 255 - (255 - self.picture) * (1 - np.minimum(light, 0.92))
        bright = lamps.max(-1) / np.float32(255)
        self.picture = np.asarray(
            np.maximum(screened, over(screened, np.minimum(lamps, 255), np.minimum(bright, 1))), np.float32
        )


def _runs(items: list[Item]) -> Iterator[list[Item]]:
    """Each item of a material by itself; flat neighbours without one together, other plain items one by one."""
    run: list[Item] = []
    for item in items:
        if item.material or item.kind == "part":
            if run:
                yield run
                run = []
            yield [item]
        else:
            run.append(item)
    if run:
        yield run


def _box_of(items: list[Item], matrix: skia.Matrix) -> skia.Rect:
    """The box round the items in px, with the room that blurred ones need."""
    blur = max(item.blur for item in items)
    return matrix.mapRect(bounds(items).makeOutset(2 + 3 * blur, 2 + 3 * blur))


def _array(surface: skia.Surface) -> Colors:
    return surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType).astype(np.float32)
