"""Styles that paint over the finished picture: watercolor, Van Gogh, low poly, pixels."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.engines.base import Pixels, Watch
from gpuserver.engines.illustrator.color import rgb
from gpuserver.engines.illustrator.painting.stage import StageScene
from gpuserver.engines.illustrator.styles.cel import cel_picture
from gpuserver.engines.illustrator.styles.plan import ShapeMap, base_picture, edgeless, shape_map
from gpuserver.raster.facets import PointSet, draw_facets, random_points, triangles
from gpuserver.raster.reduce import blocks, quantise
from gpuserver.raster.strokes import directions, paint_strokes
from gpuserver.raster.texture import Plane, noise
from gpuserver.raster.watercolor import edge_distance, paint_watercolor


def watercolor(scene: StageScene, watch: Watch) -> Pixels:
    """Transparent washes: the background wet in wet, the subject crisp."""
    base = base_picture(scene, watch).astype(np.float32) / 255
    shapes = shape_map(scene)
    subject = cv2.GaussianBlur(shapes.mask(subjects=True), (0, 0), 1.5)[..., None]
    crisp = cv2.bilateralFilter(base, 9, 0.12, 7)
    soft = cv2.GaussianBlur(base, (0, 0), 14)
    washed = crisp * (0.55 + 0.45 * subject) + soft * (0.45 - 0.45 * subject)
    watch.progress(0.96)
    pale = np.asarray(np.clip(washed * 1.02 + 0.035, 0, 1), np.float32)
    close = cv2.GaussianBlur(cv2.dilate(shapes.mask(subjects=True), np.ones((25, 25), np.uint8)), (0, 0), 6)
    wet = np.asarray(1 - close, np.float32)  # the subject was painted last, on dry paper
    near = cv2.dilate(shapes.mask(details=True), cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (91, 91)))
    face = np.asarray(cv2.GaussianBlur(near * subject[..., 0], (0, 0), 12), np.float32)
    out = paint_watercolor(pale, edge_distance(shapes.edges & ~edgeless(shapes)), wet, 1, face)
    return (np.clip(out, 0, 1) * 255).astype(np.uint8)


def van_gogh(scene: StageScene, watch: Watch) -> Pixels:
    """Bristled strokes that follow the shapes, and a sky that swirls round its light."""
    base = base_picture(scene, watch)
    shapes = shape_map(scene)
    height, width = base.shape[:2]
    sky, subject = shapes.mask(sky=True), shapes.mask(subjects=True)
    edges = _strong_edges(base, shapes)
    distance = cv2.GaussianBlur(cv2.distanceTransform((~edges).astype(np.uint8), cv2.DIST_L2, 5), (0, 0), 3)
    gx, gy = cv2.Sobel(distance, cv2.CV_32F, 1, 0), cv2.Sobel(distance, cv2.CV_32F, 0, 1)
    along, weight = np.arctan2(gy, gx) + np.pi / 2, np.hypot(gx, gy) + 0.02
    cos2 = cv2.GaussianBlur(np.cos(2 * along) * weight, (0, 0), 7)
    sin2 = cv2.GaussianBlur(np.sin(2 * along) * weight, (0, 0), 7)
    far = 1 - np.exp(-((distance / 30) ** 2))
    drift = 0.45 * noise(height, width, 230, 7, 2)
    cos2 = cos2 * (1 - far) + np.cos(2 * drift) * far * 0.12
    sin2 = sin2 * (1 - far) + np.sin(2 * drift) * far * 0.12
    in_sky = cv2.GaussianBlur(sky, (0, 0), 10)
    swirl_cos, swirl_sin = _swirl(height, width, _light_at(base, shapes, sky))
    cos2 = cos2 * (1 - in_sky) + swirl_cos * in_sky * 0.2
    sin2 = sin2 * (1 - in_sky) + swirl_sin * in_sky * 0.2
    fine = np.clip(cv2.GaussianBlur(edges.astype(np.float32), (0, 0), 5) * 5, 0, 1)
    fine *= 0.35 + 0.65 * cv2.GaussianBlur(subject, (0, 0), 4)
    angle = directions(np.asarray(cos2, np.float32), np.asarray(sin2, np.float32))
    return paint_strokes(base, angle, np.asarray(fine, np.float32), 4, watch)


def _strong_edges(base: Pixels, shapes: ShapeMap) -> np.ndarray:
    """Edges of shapes and of shade, without those of crumbs such as stars, windows and pebbles."""
    counts = np.bincount(shapes.ids.ravel(), minlength=len(shapes.shapes) + 1)
    crumbs = [number for number, (group, _) in shapes.shapes.items() if not group.is_subject and counts[number] < 900]
    small = cv2.dilate(np.isin(shapes.ids, crumbs).astype(np.uint8), np.ones((9, 9))) > 0
    tonal = cv2.Canny(cv2.GaussianBlur(base, (0, 0), 1.5), 30, 90) > 0
    return (shapes.edges | tonal) & ~small


def _light_at(base: Pixels, shapes: ShapeMap, sky: Plane) -> tuple[float, float]:
    """Where the sun or moon is: the named one, or the brightest spot of the sky."""
    for group, item in shapes.shapes.values():
        if not group.is_subject and item.color in {"#FFF4D0", "#FFF2CC"}:
            box = item.path.getBounds()
            return box.centerX(), box.centerY()
    light = cv2.GaussianBlur(cv2.cvtColor(base, cv2.COLOR_RGB2GRAY) * (sky > 0), (0, 0), 30)
    y, x = np.unravel_index(int(np.argmax(light)), light.shape)
    return float(x), float(y)


def _swirl(height: int, width: int, light: tuple[float, float]) -> tuple[Plane, Plane]:
    """The double angle of curling noise, with rings round the light."""
    curl = cv2.GaussianBlur(noise(height, width, 260, 4, 2), (0, 0), 12)
    wind = np.arctan2(-cv2.Sobel(curl, cv2.CV_32F, 1, 0), cv2.Sobel(curl, cv2.CV_32F, 0, 1))
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    ring = np.arctan2(y - light[1], x - light[0]) + np.pi / 2 + 0.12
    near = np.exp(-np.hypot(x - light[0], y - light[1]) / 190)
    cos2 = np.cos(2 * wind) * (1 - near) + np.cos(2 * ring) * near * 1.6
    sin2 = np.sin(2 * wind) * (1 - near) + np.sin(2 * ring) * near * 1.6
    return np.asarray(cos2, np.float32), np.asarray(sin2, np.float32)


def low_poly(scene: StageScene, watch: Watch) -> Pixels:
    """Facets, dense in faces and along outlines."""
    base = base_picture(scene, watch)
    shapes = shape_map(scene)
    height, width = base.shape[:2]
    rng = np.random.default_rng(2)
    subject = shapes.mask(subjects=True).astype(np.uint8)
    tonal = cv2.Canny(cv2.GaussianBlur(base, (0, 0), 1.2), 40, 110) > 0
    face = cv2.dilate(shapes.mask(details=True), np.ones((5, 5))) > 0
    outline = cv2.dilate(subject, np.ones((3, 3), np.uint8)) > subject
    net = PointSet(height, width)
    net.add(np.argwhere(face & shapes.edges), 5, rng)
    net.add(np.argwhere(tonal & (subject > 0)), 11, rng)
    net.add(np.argwhere(outline), 13, rng)
    net.add(np.argwhere(tonal & (subject == 0)), 32, rng)
    anywhere = random_points(height, width, 1500, rng)
    net.add(anywhere[subject[anywhere[:, 0], anywhere[:, 1]] > 0], 34, rng)
    net.add(anywhere, 68, rng)
    net.add_frame(80)
    watch.progress(0.97)
    return draw_facets(base, triangles(net.points, height, width), 2)


def pixel_art(scene: StageScene, watch: Watch) -> Pixels:
    """Blocks in a small palette, a dark outline round each subject, eyes kept whole."""
    flat = cel_picture(scene, watch, lines=False, bloom=False)
    shapes = shape_map(scene)
    height, width = flat.shape[:2]
    small = quantise(blocks(flat, 128), 28).astype(np.float32)
    rows, columns = small.shape[:2]
    size = max(height, width) // 128
    owner = _owners(shapes, rows, columns, size)
    rim = np.zeros((rows, columns), bool)
    for axis, step in ((1, 1), (0, 1), (1, -1), (0, -1)):
        rim |= (owner > 0) & (np.roll(owner, step, axis) != owner)
    small[rim] *= np.array([0.38, 0.32, 0.42], np.float32)
    _keep_eyes(small, shapes, size)
    watch.progress(0.99)
    grown = cv2.resize(np.clip(small, 0, 255).astype(np.uint8), (width, height), interpolation=cv2.INTER_NEAREST)
    return np.asarray(grown, np.uint8)


def _owners(shapes: ShapeMap, rows: int, columns: int, size: int) -> np.ndarray:
    """The number of the subject at the middle of each block, 0 for scenery."""
    groups = list(dict.fromkeys(id(group) for group, _ in shapes.shapes.values() if group.is_subject))
    table = np.zeros(len(shapes.shapes) + 1, np.int32)
    for number, (group, _) in shapes.shapes.items():
        if group.is_subject:
            table[number] = groups.index(id(group)) + 1
    return table[shapes.ids][size // 2 :: size, size // 2 :: size][:rows, :columns]


def _keep_eyes(small: np.ndarray, shapes: ShapeMap, size: int) -> None:
    rows, columns = small.shape[:2]
    for number, (group, item) in shapes.shapes.items():
        if not (group.is_subject and item.kind == "flat" and item.cls in {"ink", "iris"} and item.alpha > 0.7):
            continue
        box = item.path.getBounds()
        if not (1.6 * size < box.height() < 9 * size and 1.6 * size < box.width() < 9 * size):
            continue
        if item.cls == "ink" and box.height() > box.width():
            _stamp_eye(small, box.centerX() / size, box.centerY() / size, box.width() / size, box.height() / size)
            continue
        share = cv2.resize((shapes.ids == number).astype(np.float32), (columns, rows), interpolation=cv2.INTER_AREA)
        small[share > (0.30 if item.cls == "iris" else 0.42)] = rgb(item.color)


def _stamp_eye(small: np.ndarray, x: float, y: float, width: float, height: float) -> None:
    """An upright eye of whole blocks, the same on both sides, with a catch-light; all in blocks."""
    wide, tall = max(2, round(width)), max(3, round(height))
    left, top = round(x - wide / 2), round(y - tall / 2)
    if left < 1 or top < 1 or left + wide >= small.shape[1] or top + tall >= small.shape[0]:
        return
    eye = small[top : top + tall, left : left + wide]
    above, below = small[top - 1, [left, left + wide - 1]], small[top + tall, [left, left + wide - 1]]
    eye[:] = rgb("#2B2238")
    if wide > 2:
        eye[0, [0, -1]], eye[-1, [0, -1]] = above, below
    eye[1, 0 if wide == 2 else 1] = (255, 255, 255)
