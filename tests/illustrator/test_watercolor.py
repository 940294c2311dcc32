"""Watercolor: no confetti of bare paper, pigment at the edges, grain in the dark washes, blooms where it was wet."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from core.scene.reader import read_scene
from gpuserver.engines.base import Unwatched
from gpuserver.engines.illustrator.compose import compose
from gpuserver.engines.illustrator.styles import STYLES
from gpuserver.raster.texture import Plane
from gpuserver.raster.watercolor import edge_distance, paint_watercolor


def wash(light: float, wet: float) -> Plane:
    """A flat wash with one edge down the middle, 0..1."""
    edges = np.zeros((512, 512), bool)
    edges[:, 256] = True
    picture = np.full((512, 512, 3), light, np.float32)
    return paint_watercolor(picture, edge_distance(edges), np.full((512, 512), wet, np.float32), 5).mean(2)


@pytest.mark.parametrize("prompt", ["a night city", "a dog in the city in the rain at night"])
def test_no_dashes_of_bare_paper_lie_in_a_night(prompt: str) -> None:
    picture = STYLES["watercolor"].render(compose(read_scene(prompt), 7).stage, 1024, Unwatched())
    inside = picture[600:900, 150:900].min(2).astype(np.uint8)
    bare = (inside > 225).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(bare, connectivity=8)
    assert sum(stats[at, cv2.CC_STAT_AREA] < 250 for at in range(1, count)) < 12  # puddles may shine


def test_pigment_pools_at_an_edge() -> None:
    picture = wash(0.6, 0.0)[100:400]
    assert picture[:, 252:260].mean() < 0.93 * picture[:, 150:230].mean()


def test_dark_washes_are_grainier_than_light_ones() -> None:
    def grain(plane: Plane) -> float:
        part = plane[100:400, 60:220]
        return float((part - cv2.GaussianBlur(part, (0, 0), 3)).std() / part.mean())

    assert grain(wash(0.35, 0.0)) > 1.5 * grain(wash(0.9, 0.0))


def test_water_runs_back_into_wet_washes_only() -> None:
    assert np.abs(wash(0.6, 1.0) - wash(0.6, 0.0)).max() > 0.05
