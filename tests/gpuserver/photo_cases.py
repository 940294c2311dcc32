"""Photos that the tests make: a round red thing on a green ground, with grain."""

from __future__ import annotations

import io

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from gpuserver.engines.base import Pixels


def photo(width: int = 240, height: int = 160) -> Pixels:
    """A subject in the middle of a textured background."""
    rng = np.random.default_rng(1)
    base = np.empty((height, width, 3), np.float32)
    base[:] = (70, 130, 80)
    base += np.linspace(-25, 25, height, dtype=np.float32)[:, None, None]
    picture = np.clip(base + rng.normal(0, 6, base.shape), 0, 255).astype(np.uint8)
    centre, axes = (width // 2, round(height * 0.52)), (round(width * 0.17), round(height * 0.32))
    cv2.ellipse(picture, centre, axes, 0, 0, 360, (205, 52, 46), -1, cv2.LINE_AA)
    cv2.circle(
        picture, (centre[0] - axes[0] // 3, centre[1] - axes[1] // 3), axes[0] // 4, (245, 170, 150), -1, cv2.LINE_AA
    )
    return picture


def encoded(pixels: Pixels, format: str = "PNG", **options: object) -> bytes:
    """`pixels` as a file."""
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, format, **options)
    return out.getvalue()


def field(width: int = 360, height: int = 240) -> Pixels:
    """A textured green ground, lighter towards the top: grain of several sizes."""
    rng = np.random.default_rng(5)
    grain = rng.normal(0, 9, (height, width)).astype(np.float32)
    grain += np.asarray(
        cv2.GaussianBlur(rng.normal(0, 60, (height, width)).astype(np.float32), (0, 0), 2.5), np.float32
    )
    base = np.empty((height, width, 3), np.float32)
    base[:] = (88, 138, 72)
    base += (np.linspace(22, -22, height, dtype=np.float32)[:, None] + grain)[..., None]
    return np.clip(base, 0, 255).astype(np.uint8)


def car(
    ground: Pixels, rgb: tuple[int, int, int], centre: tuple[float, float] = (0.5, 0.6), size: float = 0.18
) -> tuple[Pixels, NDArray[np.bool_]]:
    """`ground` with an ellipse on it, shaded from above, with a highlight and grain; and the ellipse's pixels."""
    height, width = ground.shape[:2]
    rng = np.random.default_rng(3)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    across, down = size * width, 0.62 * size * width
    far = np.hypot((x - centre[0] * width) / across, (y - centre[1] * height) / down)
    share = np.clip((1 - far) * down / 2 + 0.5, 0, 1)[..., None]
    shade = np.clip(1.15 - 0.45 * ((y - centre[1] * height) / down + 1) / 1.0, 0.4, 1.15)[..., None]
    body = np.array(rgb, np.float32) * shade + rng.normal(0, 5, (height, width, 1))
    glare = np.exp(
        -(
            ((x - (centre[0] - 0.05) * width) / (0.2 * across)) ** 2
            + ((y - centre[1] * height + 0.5 * down) / (0.12 * down)) ** 2
        )
    )
    body = body + (250 - body) * 0.85 * glare[..., None]
    mixed = ground * (1 - share) + body * share
    return np.clip(np.rint(mixed), 0, 255).astype(np.uint8), np.asarray(far <= 1)


def spoon(ground: Pixels) -> tuple[Pixels, NDArray[np.bool_]]:
    """`ground` with the bowl of a spoon on it, which mirrors lamps and dark corners; and the bowl's pixels."""
    height, width = ground.shape[:2]
    rng = np.random.default_rng(9)
    room = cv2.GaussianBlur(rng.normal(0, 1, (height, width)).astype(np.float32), (0, 0), width / 130)
    lit = np.clip(118 + 95 * room / room.std(), 6, 255)[..., None] * np.array([1.0, 0.97, 0.9], np.float32)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    far = np.hypot((x - 0.7 * width) / (0.085 * width), (y - 0.62 * height) / (0.085 * width))
    share = np.clip((1 - far) * 8 + 0.5, 0, 1)[..., None]
    return np.clip(np.rint(ground * (1 - share) + lit * share), 0, 255).astype(np.uint8), np.asarray(far <= 1)


def set_table(width: int = 480, height: int = 320) -> Pixels:
    """A white cup on a red saucer on brown wood, from above."""
    rng = np.random.default_rng(6)
    grain = cv2.GaussianBlur(rng.normal(0, 40, (height, width)).astype(np.float32), (0, 0), 12, sigmaY=1)
    base = np.array([128, 84, 52], np.float32) + grain[..., None]
    picture = np.clip(base, 0, 255).astype(np.uint8)
    middle = (round(0.5 * width), round(0.5 * height))
    cv2.ellipse(picture, middle, (round(0.31 * width), round(0.4 * height)), 0, 0, 360, (176, 40, 30), -1, cv2.LINE_AA)
    cup = (round(0.42 * width), round(0.42 * height))
    cv2.circle(picture, cup, round(0.27 * height), (238, 230, 218), -1, cv2.LINE_AA)
    cv2.circle(picture, cup, round(0.2 * height), (150, 92, 44), -1, cv2.LINE_AA)
    return picture
