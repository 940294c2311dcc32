"""Pictures whose matte is known: subjects that the illustrator draws, laid over textured grounds as a camera sees them.

Nothing is read from the network; of scikit-image only the pictures inside its package are used.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np
import skia
from numpy.typing import NDArray

from core.scene.reader import read_scene
from gpuserver.engines.base import Pixels
from gpuserver.engines.illustrator.compose import compose
from gpuserver.engines.illustrator.painting.shade import Easel
from gpuserver.engines.illustrator.painting.stage import draw_group

Plane = NDArray[np.float32]

SUBJECTS: Final = {
    "animal": ("a cat", "a fox", "an elephant", "a rabbit", "a horse", "a penguin", "a lion", "a cow", "a duck", "a deer",
               "a panda", "a parrot"),
    "furry": ("a dog", "a bear", "a sheep", "a cat", "a raccoon", "a koala", "a squirrel", "a fox", "a lion", "a rabbit",
              "a panda", "a wolf"),
    "person": ("a woman", "a man", "a boy", "a girl", "a chef", "a doctor", "a woman", "a king", "a man", "an old man",
               "a girl", "a knight"),
    "portrait": ("a portrait of a woman", "a portrait of a man", "a portrait of a girl", "a portrait of an old man",
                 "a portrait of a boy", "a portrait of a woman", "a portrait of a man", "a portrait of a girl",
                 "a portrait of a boy", "a portrait of an old woman", "a portrait of a woman", "a portrait of a man"),
    "thing": ("a car", "a guitar", "a chair", "a cup", "a backpack", "a teapot", "a bicycle", "a suitcase", "a lamp",
              "a camera", "a sofa", "a clock"),
    "plant": ("a potted plant", "a sunflower", "a tree", "a cactus", "a rose", "a mushroom", "a palm", "a pumpkin",
              "a pineapple", "a strawberry", "a flower", "a bonsai"),
}  # fmt: skip
"""What is drawn, by kind."""


@dataclass(frozen=True)
class Case:
    """A photo that was composed, and the share of the subject in each pixel (0..1)."""

    kind: str
    ground: str
    pixels: Pixels
    matte: Plane


def case(kind: str, ground: str, at: int, width: int = 640, height: int = 480) -> Case:
    """Subject `at` of its kind before a ground: its size, place, light and the camera's faults are drawn by lot."""
    rng = np.random.default_rng([at, *ground.encode(), *kind.encode()])
    colors, alpha = _drawn(SUBJECTS[kind][at % len(SUBJECTS[kind])], seed=at)
    if kind == "furry":
        colors, alpha = _furred(colors, alpha, rng)
    colors = _lived_in(colors, rng)
    tall = rng.uniform(0.5, 0.88) * height
    scale = min(tall / len(alpha), 0.8 * width / alpha.shape[1])
    left = rng.uniform(0.25, 0.75) * width - scale * alpha.shape[1] / 2
    foot = rng.uniform(0.82, 0.97) * height
    if kind == "portrait":  # cut off by the lower edge, as busts are
        foot = height + 0.04 * tall
    move = np.array([[scale, 0, left], [0, scale, foot - scale * len(alpha)]], np.float32)
    matte = np.asarray(_moved(alpha, move, (width, height)), np.float32)
    behind = GROUNDS[ground](width, height, rng)
    if rng.random() < 0.5:  # out of focus
        behind = cv2.GaussianBlur(behind, (0, 0), rng.uniform(0.8, 4.0))
    behind = behind * (1 - 0.4 * _shadow(matte, rng))[..., None]
    laid = _moved(colors * alpha[..., None], move, (width, height)) + behind * (1 - matte)[..., None]
    return Case(kind, ground, _taken(laid, rng), matte)


def _drawn(prompt: str, seed: int) -> tuple[Plane, Plane]:
    """Colours (0..255) and alpha (0..1) of the drawn subject alone, cropped to it."""
    stage = compose(read_scene(prompt), seed).stage
    surface = skia.Surface(stage.canvas.width, stage.canvas.height)
    easel = Easel(surface.getCanvas(), None, stage.canvas.scale)
    for group in stage.groups:
        if group.is_subject:
            draw_group(easel, replace(group, shadow=0.0), stage.light_of(group))
    image = surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType).astype(np.float32)
    rows, columns = (np.flatnonzero((image[..., 3] > 0).any(axis=axis)) for axis in (1, 0))
    image = image[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    image = cv2.copyMakeBorder(image, 24, 0, 24, 24, cv2.BORDER_CONSTANT)
    return _outwards(image[..., :3], image[..., 3] / 255), image[..., 3] / 255


def _outwards(colors: Plane, alpha: Plane) -> Plane:
    """The colours, carried on beyond the edge of the alpha."""
    sure = (alpha > 0.98).astype(np.float32)
    spread, weight = colors * sure[..., None], sure
    for sigma in (2.0, 6.0, 18.0):
        spread = spread + 1e-3 * cv2.GaussianBlur(spread, (0, 0), sigma)
        weight = weight + 1e-3 * np.asarray(cv2.GaussianBlur(weight, (0, 0), sigma))
    far = spread / np.maximum(weight, 1e-12)[..., None]
    return np.where(sure[..., None] > 0, colors, far).astype(np.float32)


def _furred(colors: Plane, alpha: Plane, rng: np.random.Generator) -> tuple[Plane, Plane]:
    """The subject with hairs along its edge, of the colour that it has there."""
    inside = cv2.GaussianBlur(alpha, (0, 0), 5)
    down, across = (cv2.Sobel(inside, cv2.CV_32F, *order) for order in ((0, 1), (1, 0)))
    y, x = np.nonzero((inside > 0.35) & (inside < 0.75))
    hairs = np.zeros_like(alpha)
    for at in rng.choice(len(y), min(len(y), 2600), replace=False):
        steep = float(np.hypot(down[y[at], x[at]], across[y[at], x[at]])) + 1e-6
        angle = np.arctan2(-down[y[at], x[at]] / steep, -across[y[at], x[at]] / steep) + rng.normal(0.25, 0.3)
        far, bend = rng.uniform(6, 22), rng.normal(0, 0.35)
        steps = np.linspace(0, 1, 5)[:, None]
        path = np.array([x[at], y[at]]) + far * steps * np.hstack(
            [np.cos(angle + bend * steps), np.sin(angle + bend * steps)]
        )
        one = np.round(path * 16).astype(np.int32)
        cv2.polylines(hairs, [one], False, float(rng.uniform(0.5, 1.0)), 1, cv2.LINE_AA, shift=4)
    grain = 1 + 0.09 * cv2.GaussianBlur(rng.normal(0, 1, alpha.shape).astype(np.float32), (0, 0), 0.9, sigmaY=3) * 2
    return np.clip(colors * grain[..., None], 0, 255).astype(np.float32), np.maximum(alpha, hairs)


def _lived_in(colors: Plane, rng: np.random.Generator) -> Plane:
    """Uneven light and a grain of its own, which drawings lack."""
    shape = colors.shape[:2]
    wide = cv2.GaussianBlur(rng.normal(0, 1, shape).astype(np.float32), (0, 0), 40)
    fine = cv2.GaussianBlur(rng.normal(0, 1, shape).astype(np.float32), (0, 0), 1.2)
    light = 1 + 0.14 * wide / max(1e-6, float(wide.std())) + 0.05 * fine / float(fine.std())
    return np.clip(colors * rng.uniform(0.7, 1.0) * light[..., None], 0, 255).astype(np.float32)


def _moved(plane: Plane, move: Plane, size: tuple[int, int]) -> Plane:
    soft = cv2.GaussianBlur(plane, (0, 0), max(0.3, 0.45 / float(move[0, 0])))
    return np.asarray(cv2.warpAffine(soft, move, size, flags=cv2.INTER_LINEAR), np.float32)


def _shadow(matte: Plane, rng: np.random.Generator) -> Plane:
    """What the subject takes of the light on the ground to its side."""
    squash = np.array([[1, 0, rng.uniform(4, 18)], [0, 1, rng.uniform(2, 10)]], np.float32)
    fallen = cv2.warpAffine(matte, squash, matte.shape[::-1])
    low = np.linspace(0, 1, len(matte), dtype=np.float32)[:, None] ** 2
    return np.asarray(cv2.GaussianBlur(fallen, (0, 0), 9) * low, np.float32)


def _taken(picture: Plane, rng: np.random.Generator) -> Pixels:
    """As a camera gives it: a soft lens, noise, JPEG."""
    soft = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.4, 1.0)) + rng.normal(0, rng.uniform(1, 5), picture.shape)
    whole = np.clip(np.rint(soft), 0, 255).astype(np.uint8)
    done, packed = cv2.imencode(".jpg", whole[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(60, 93))])
    assert done
    return np.ascontiguousarray(cv2.imdecode(packed, cv2.IMREAD_COLOR)[..., ::-1]).astype(np.uint8)


def _noise(width: int, height: int, sigma: float, rng: np.random.Generator) -> Plane:
    """Smooth noise of mean 0 and deviation 1."""
    plane = cv2.GaussianBlur(rng.normal(0, 1, (height, width)).astype(np.float32), (0, 0), sigma)
    return np.asarray(plane / plane.std(), np.float32)


def _toned(plane: Plane, color: tuple[int, int, int], rng: np.random.Generator) -> Plane:
    """A plane of relative lightness (about 1) in a colour near to `color`."""
    near = np.array(color, np.float32) * rng.uniform(0.8, 1.15, 3)
    return np.clip(plane[..., None] * near, 0, 255).astype(np.float32)


def _grass(width: int, height: int, rng: np.random.Generator) -> Plane:
    blades = cv2.GaussianBlur(rng.normal(0, 1, (height, width)).astype(np.float32), (0, 0), 0.8, sigmaY=4)
    return _toned(1 + 0.22 * blades / blades.std() + 0.12 * _noise(width, height, 30, rng), (92, 132, 66), rng)


def _bricks(width: int, height: int, rng: np.random.Generator) -> Plane:
    tall, wide = height / rng.integers(9, 16), width / rng.integers(6, 10)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    row = np.floor(y / tall)
    column = np.floor(x / wide + 0.5 * (row % 2))
    tone = rng.uniform(0.75, 1.15, (64, 64))[row.astype(int) % 64, column.astype(int) % 64]
    mortar = (y % tall < 3) | ((x + 0.5 * wide * (row % 2)) % wide < 3)
    brick = _toned(tone + 0.05 * _noise(width, height, 1.5, rng), (158, 88, 70), rng)
    return np.where(mortar[..., None], np.float32(182), brick).astype(np.float32)


def _wood(width: int, height: int, rng: np.random.Generator) -> Plane:
    grain = np.sin(_noise(width, height, 60, rng) * 9 + np.linspace(0, 60, height)[:, None]) * 0.12
    planks = rng.uniform(0.8, 1.12, 12)[np.arange(height) * 6 // height][:, None]
    return _toned((planks + grain).astype(np.float32), (150, 108, 70), rng)


def _cloth(width: int, height: int, rng: np.random.Generator) -> Plane:
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    checks = 0.16 * ((np.floor(x / 28) + np.floor(y / 28)) % 2) + 0.1 * np.sin(x * 1.6) * np.sin(y * 1.6)
    color = tuple(int(part) for part in rng.integers(70, 190, 3))
    return _toned((0.95 + checks + 0.16 * _noise(width, height, 45, rng)).astype(np.float32), color, rng)  # type: ignore[arg-type]


def _gravel(width: int, height: int, rng: np.random.Generator) -> Plane:
    stones = _noise(width, height, 3.5, rng)
    return _toned(
        1 + 0.2 * np.sign(stones) * np.sqrt(np.abs(stones)) + 0.08 * _noise(width, height, 1, rng), (134, 128, 120), rng
    )


def _clouds(width: int, height: int, rng: np.random.Generator) -> Plane:
    white = np.clip(_noise(width, height, 50, rng) + 0.4 * _noise(width, height, 14, rng), 0, 1)[..., None]
    sky = np.array([110, 158, 214]) + np.linspace(0, 50, height)[:, None, None]
    return np.asarray(sky * (1 - 0.8 * white) + 246 * 0.8 * white, np.float32)


def _crowd(width: int, height: int, rng: np.random.Generator) -> Plane:
    out = np.full((height, width, 3), rng.integers(60, 130, 3), np.float32)
    for _ in range(160):
        color = [float(part) for part in rng.integers(20, 236, 3)]
        centre = int(rng.integers(0, width)), int(rng.integers(0, height))
        axes = int(rng.integers(8, 26)), int(rng.integers(12, 42))
        cv2.ellipse(out, centre, axes, float(rng.uniform(-20, 20)), 0, 360, color, -1, cv2.LINE_AA)
    return cv2.GaussianBlur(out, (0, 0), 3).astype(np.float32)


def _gradient(width: int, height: int, rng: np.random.Generator) -> Plane:
    ends = rng.integers(60, 235, (2, 3)).astype(np.float32)
    share = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    return np.broadcast_to(ends[0] * (1 - share) + ends[1] * share, (height, width, 3)).astype(np.float32)


def _bundled(name: str, color: tuple[int, int, int] | None) -> Callable[[int, int, np.random.Generator], Plane]:
    """A picture inside scikit-image's package, cut at random; a grey one in `color`."""

    def ground(width: int, height: int, rng: np.random.Generator) -> Plane:
        from skimage import data

        picture = np.asarray(getattr(data, name)(), np.float32)
        down, across = picture.shape[:2]
        part = min(across, down * width / height) * rng.uniform(0.7, 1.0)
        left, top = (int(rng.uniform(0, room)) for room in (across - part, down - part * height / width))
        cut = picture[top : top + int(part * height / width), left : left + int(part)]
        sized = cv2.resize(cut, (width, height), interpolation=cv2.INTER_CUBIC)
        return _toned(sized / sized.mean(), color, rng) if color else np.clip(sized, 0, 255).astype(np.float32)

    return ground


GROUNDS: Final[dict[str, Callable[[int, int, np.random.Generator], Plane]]] = {
    "grass": _grass, "bricks": _bricks, "wood": _wood, "cloth": _cloth, "gravel": _gravel, "clouds": _clouds,
    "crowd": _crowd, "gradient": _gradient, "photo of grass": _bundled("grass", (104, 128, 74)),
    "photo of gravel": _bundled("gravel", (140, 132, 120)), "photo of bricks": _bundled("brick", (164, 110, 90)),
    "photo of galaxies": _bundled("hubble_deep_field", None),
}  # fmt: skip
"""What the subjects are laid over."""


def overlap(found: Plane, matte: Plane) -> float:
    """Intersection over union of both at one half."""
    one, other = found > 0.5, matte > 0.5
    return float((one & other).sum() / max(1, (one | other).sum()))


def edge_error(found: Plane, matte: Plane) -> float:
    """Mean absolute difference of alpha in the band round the true edge: 1.5 % of the long side to each side of it."""
    reach = max(2, round(0.015 * max(matte.shape)))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    band = (cv2.dilate(matte, disc) > 0.5) & (cv2.erode(matte, disc) < 0.5)
    return float(np.abs(found - matte)[band].mean())
