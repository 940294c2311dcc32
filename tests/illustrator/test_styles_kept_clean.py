"""Small things that a style must keep right: even eyes in blocks, calm facets behind, chalk that is not mud."""

from __future__ import annotations

import cv2
import numpy as np

from core.scene.reader import read_scene
from gpuserver.engines.base import Pixels, Unwatched
from gpuserver.engines.illustrator.compose import compose
from gpuserver.engines.illustrator.eyes import eyes_of
from gpuserver.engines.illustrator.styles import STYLES
from gpuserver.engines.illustrator.styles.plan import shape_map
from gpuserver.raster.lab import to_lab

SCENE = compose(read_scene("a fox and a rabbit in the forest"), 7).stage


def painted(name: str) -> Pixels:
    return STYLES[name].render(SCENE, 1024, Unwatched())


def test_an_eye_of_blocks_is_the_same_on_both_sides() -> None:
    blocks = painted("pixel")[4::8, 4::8].astype(int).sum(2)
    eyes = [eye for group in SCENE.groups if group.is_subject for eye, _ in eyes_of(group.items)]
    assert len(eyes) == 4
    for eye in eyes:
        box = eye.path.getBounds()
        wide, tall = round(box.width() / 8), round(box.height() / 8)
        left, top = round(box.centerX() / 8 - wide / 2), round(box.centerY() / 8 - tall / 2)
        dark = blocks[top : top + tall, left : left + wide] < 180
        assert (dark != dark[:, ::-1]).sum() <= 2  # the catch-light alone is on one side


def test_the_scenery_of_facets_is_calmer_than_the_subject() -> None:
    light = to_lab(painted("low-poly"))[..., 0]
    sky = shape_map(SCENE).mask(sky=True) > 0
    seams = np.abs(cv2.Laplacian(np.asarray(light, np.float32), cv2.CV_32F)) > 1.2
    assert seams[sky].mean() < 0.105


def test_chalk_keeps_the_colours_of_its_subjects() -> None:
    subject = shape_map(SCENE).mask(subjects=True) > 0
    lab = to_lab(painted("chalk"))[subject]
    assert np.hypot(lab[:, 1], lab[:, 2]).mean() > 26
