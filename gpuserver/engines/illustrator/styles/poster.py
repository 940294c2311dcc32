"""The retro poster: a screen print in six inks, sprayed shade, sun rays, a framed margin."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.illustrator.painting.items import bounds
from gpuserver.engines.illustrator.painting.stage import StageScene
from gpuserver.engines.illustrator.styles.faces import features
from gpuserver.engines.illustrator.styles.plan import ShapeMap, base_picture, shape_map
from gpuserver.raster.inks import framed, mixed_inks, printed, rays
from gpuserver.raster.texture import Plane

_INKS = 6
_SUNS = frozenset({"#FFF4D0", "#FFF2CC"})


def retro_poster(scene: StageScene, watch: Watch) -> Pixels:
    """The whole sheet."""
    base = base_picture(scene, watch)
    shapes = shape_map(scene)
    face = features(scene)
    height, width = base.shape[:2]
    subject = shapes.mask(subjects=True)
    lab = cv2.cvtColor(base, cv2.COLOR_RGB2LAB).astype(np.float32)
    wall = _far(shapes) * (1 - subject)
    beams = rays(height, width, *_source(scene, shapes), 22) * wall
    lab[..., 0] = 128 + (lab[..., 0] - 128) * 1.12
    cut = np.asarray(cv2.cvtColor(np.clip(lab, 0, 255).astype(np.uint8), cv2.COLOR_LAB2RGB), np.uint8)
    watch.progress(0.97)
    inks = mixed_inks(base, _INKS, subject)
    sheet = printed(cut, inks, 9.0, 8)
    overprint = (0.62 * cv2.GaussianBlur(beams, (0, 0), 0.6))[..., None]
    sheet = sheet * (1 - overprint) + _ray_ink(inks, sheet, wall) * overprint
    line = cv2.GaussianBlur(cv2.morphologyEx(subject, cv2.MORPH_GRADIENT, np.ones((3, 3))), (0, 0), 0.6)[..., None]
    sheet = sheet * (1 - 0.75 * line) + inks[-1] * (0.75 * line)
    key, paper = (tuple(float(value) / 255 for value in ink) for ink in (inks[-1], inks[0]))
    whole = (
        face.put_on(np.asarray(sheet / 255, np.float32), (key[0], key[1], key[2]), (paper[0], paper[1], paper[2])) * 255
    )
    return framed(np.asarray(whole, np.float32), inks[-1])


def _ray_ink(inks: NDArray[np.float32], sheet: Plane, wall: Plane) -> NDArray[np.float32]:
    """The ink for the rays: of those that differ a little from the wall's own, the one nearest to it."""
    behind = sheet[wall > 0.5]
    if not len(behind):
        return inks[0]
    far = np.abs(inks - np.median(behind[::17], axis=0)).sum(1)
    return inks[int(np.argmin(np.where(far < 60, np.inf, far)))]


def _source(scene: StageScene, shapes: ShapeMap) -> tuple[float, float]:
    """Where the rays come from: the sun or moon, else from behind the hero."""
    for group, item in shapes.shapes.values():
        if not group.is_subject and item.color in _SUNS:
            box = item.path.getBounds()
            return box.centerX(), box.centerY()
    hero = next((group for group in scene.groups if group.is_subject), None)
    if hero is None:
        return shapes.ids.shape[1] / 2, 0.6 * shapes.ids.shape[0]
    box = bounds(hero.items)
    return box.centerX(), box.centerY()


def _far(shapes: ShapeMap) -> Plane:
    """1 on the large shape that reaches the top of the picture: the sky, or the wall."""
    top = np.bincount(shapes.ids[:8].ravel(), minlength=len(shapes.shapes) + 1)
    counts = np.bincount(shapes.ids.ravel(), minlength=len(top))
    wanted = [
        number for number, (group, _) in shapes.shapes.items()
        if not group.is_subject and top[number] and counts[number] > 0.12 * shapes.ids.size
    ]  # fmt: skip
    return np.isin(shapes.ids, wanted).astype(np.float32)
