"""Larger eyes, and nothing else of the face."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("mediapipe")

from face_cases import FINDER, edited, face, framed_in, portrait, turned, wanting

from gpuserver.engines.face.big_eyes import big_eyes
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import canonical_grid
from gpuserver.engines.face.mesh import LEFT_EYE, RIGHT_EYE


def opening(one: Face, strength: float) -> float:
    """Mean height of the eyes (d) that a fresh mesh finds."""
    out = np.clip(np.rint(big_eyes(one, one.image, strength).applied(one.image)), 0, 255).astype(np.uint8)
    at = (FINDER.find(out)[0] - one.origin) @ one.axes.T / one.d
    return float((at[[145, 374], 1] - at[[159, 386], 1]).mean())


@pytest.mark.parametrize("degrees", [0, 25])
def test_eyes_grow_with_the_strength(degrees: int) -> None:
    one = framed_in(turned(degrees)) if degrees else face()
    heights = [opening(one, strength) for strength in (0, 0.2, 0.4, 0.6, 0.8, 1)]
    assert np.all(np.diff(heights) > -0.003)
    assert heights[-1] > heights[0] + 0.01


def test_beyond_the_eyes_nothing_moves() -> None:
    field = big_eyes(face(), face().image, 1.0).field
    grid = np.moveaxis(canonical_grid(face()), 0, -1)
    away = [
        np.linalg.norm(grid - face().canonical[list(eye), :2].mean(axis=0), axis=-1) for eye in (LEFT_EYE, RIGHT_EYE)
    ]
    assert not field[np.minimum(*away) > 0.37].any()
    assert np.abs(field).max() < 0.08 * face().d


def test_the_middles_of_the_eyes_stay() -> None:
    field = big_eyes(face(), face().image, 1.0).field
    for eye in (LEFT_EYE, RIGHT_EYE):
        x, y = face().points[list(eye), :2].mean(axis=0).round().astype(int)
        assert np.abs(field[y, x]).max() < 0.4


def test_strength_0_is_the_photo_bit_for_bit() -> None:
    assert np.array_equal(edited(portrait(), wanting("big eyes", strength=0.0)).pixels, portrait())
    assert not big_eyes(face(), face().image, 0.0).field.any()


def test_the_photo_changes_at_the_eyes_only() -> None:
    where = (edited(portrait(), wanting("big eyes")).pixels != portrait()).any(axis=2)
    assert where.any()
    assert not where[:60].any()
    assert not where[150:].any()
