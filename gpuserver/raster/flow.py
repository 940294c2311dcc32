"""Along and across the structures of a picture: smearing a plane along a field, and the lines that a field carries."""

from __future__ import annotations

import cv2
import numpy as np

from gpuserver.raster.strokes import directions, tensor_field
from gpuserver.raster.texture import Plane


def edge_flow(grey: Plane, sigma: float) -> Plane:
    """The angle along the edges of `grey` (radians); near nothing it takes the direction of what is near."""
    cos2, sin2 = tensor_field(grey, sigma)
    strength = np.hypot(cos2, sin2)
    weight = (strength / (strength + float(strength.mean()) + 1e-6)) / (strength + 1e-6)
    wide = 2.5 * sigma
    return directions(
        np.asarray(cv2.GaussianBlur(cos2 * weight, (0, 0), wide), np.float32),
        np.asarray(cv2.GaussianBlur(sin2 * weight, (0, 0), wide), np.float32),
    )


def smear(plane: Plane, angle: Plane, reach: float, steps: int) -> Plane:
    """The mean of `plane` along `angle`, over `reach` px to both sides in `steps` steps each."""
    height, width = plane.shape
    y0, x0 = np.mgrid[0:height, 0:width].astype(np.float32)
    dx, dy = np.cos(angle), np.sin(angle)
    total, weights = plane.copy(), 1.0
    step = np.float32(reach / steps)
    for sign in (1, -1):
        x, y = x0, y0
        ux, uy = sign * dx, sign * dy
        for at in range(1, steps + 1):
            x, y = x + step * ux, y + step * uy
            if at < steps:
                nx = cv2.remap(dx, x, y, cv2.INTER_NEAREST, borderMode=cv2.BORDER_REPLICATE)
                ny = cv2.remap(dy, x, y, cv2.INTER_NEAREST, borderMode=cv2.BORDER_REPLICATE)
                turn = np.sign(nx * ux + ny * uy + 1e-9)
                ux, uy = nx * turn, ny * turn
            weight = float(np.exp(-0.5 * (2 * at / steps) ** 2))
            total += weight * cv2.remap(plane, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
            weights += weight
    return np.asarray(total / weights, np.float32)


def flow_lines(grey: Plane, angle: Plane, sigma: float, reach: float) -> Plane:
    """How much darker `grey` (0..1) is on a line of about `sigma` px than beside it, smeared `reach` px along it.

    The difference of Gaussians across the edges, added up along them (Kang, Lee, Chui 2007): coherent lines.
    """
    height, width = grey.shape
    y0, x0 = np.mgrid[0:height, 0:width].astype(np.float32)
    nx, ny = -np.sin(angle), np.cos(angle)
    across = np.zeros_like(grey)
    wide = 1.6 * sigma
    places = np.arange(-round(2.2 * wide), round(2.2 * wide) + 1)
    narrow = np.exp(-0.5 * (places / sigma) ** 2)
    broad = np.exp(-0.5 * (places / wide) ** 2)
    kernel = broad / broad.sum() - narrow / narrow.sum()
    for place, weight in zip(places, kernel, strict=True):
        moved = cv2.remap(
            grey, x0 + np.float32(place) * nx, y0 + np.float32(place) * ny, cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        )  # fmt: skip
        across += np.float32(weight) * moved
    return smear(across, angle, reach, 6)
