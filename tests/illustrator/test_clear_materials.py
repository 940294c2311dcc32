"""Clear materials on a light sheet: dark where they turn away, bright where light gathers; paper shows its folds."""

from __future__ import annotations

import numpy as np
import pytest

from core.scene.reader import read_scene
from gpuserver.engines.base import Unwatched
from gpuserver.engines.illustrator.compose import compose
from gpuserver.engines.illustrator.painting import stage
from gpuserver.engines.illustrator.styles.plan import shape_map
from gpuserver.raster.lab import to_lab


def lightness(prompt: str) -> tuple[np.ndarray, np.ndarray]:
    """The lightness (0..100) inside the subject, sorted as found, and of the sheet round it."""
    scene = compose(read_scene(prompt), 7).stage
    light = to_lab(stage.render(scene, 1024, Unwatched()))[..., 0]
    subject = shape_map(scene).mask(subjects=True) > 0
    return light[subject], light[~subject]


@pytest.mark.parametrize("material", ["glass", "ice", "jelly", "marble"])
def test_a_pale_thing_reads_on_a_light_sheet(material: str) -> None:
    inside, sheet = lightness(f"a teapot made of {material}")
    assert np.percentile(inside, 10) < np.median(sheet) - 22
    assert np.percentile(inside, 90) - np.percentile(inside, 10) > 20


def test_glass_is_clear_within_a_dark_outline() -> None:
    inside, _ = lightness("a teapot made of glass")
    assert np.percentile(inside, 60) > 78  # most of it is clear
    assert np.percentile(inside, 3) < 55  # its outline is not


def test_paper_is_even_between_folds_and_felt_is_round_all_over() -> None:
    def folded(material: str) -> float:
        scene = compose(read_scene(f"a teapot made of {material}"), 7).stage
        light = to_lab(stage.render(scene, 1024, Unwatched()))[..., 0]
        shapes = shape_map(scene)
        largest = int(np.argmax(np.bincount(shapes.ids[shapes.mask(subjects=True) > 0])))
        rows, columns = np.nonzero(shapes.ids == largest)
        top, left = int(np.percentile(rows, 60)), int(np.percentile(columns, 25))
        part = light[top : top + 60, left : left + 120]
        blocks = part.reshape(6, 10, 12, 10).mean((1, 3))
        steps = np.concatenate([np.abs(np.diff(blocks, axis=axis)).ravel() for axis in (0, 1)])
        return float(np.percentile(steps, 95) / np.median(steps))

    assert folded("paper") > 1.3 * folded("felt")
