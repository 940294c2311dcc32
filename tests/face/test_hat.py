"""A hat is told from hair by its colour, and by the smooth line in which it ends over the brows."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

pytest.importorskip("mediapipe")

from face_cases import edited, face, framed_in, portrait, wanting

from gpuserver.engines.base import Pixels
from gpuserver.engines.face.grid import to_crop
from gpuserver.engines.face.hat import hat


def capped(color: tuple[int, int, int]) -> Pixels:
    """The portrait in a cap that ends over the brows."""
    one, turn = face(), np.linspace(0, np.pi, 60)
    brim = np.column_stack([np.linspace(-0.95, 0.95, 40), np.full(40, -0.42)])
    crown = np.column_stack([1.05 * np.cos(turn), -0.4 - 1.1 * np.sin(turn)])
    at = (to_crop(one, np.concatenate([brim, crown])) - one.matrix[:, 2]) @ np.linalg.inv(one.matrix[:, :2]).T
    out = portrait().copy()
    cv2.fillPoly(out, [np.rint(at).astype(np.int32)], color, cv2.LINE_AA)
    return out


@pytest.mark.parametrize("color", [(22, 22, 26), (248, 246, 240), (230, 200, 80), (60, 110, 70)])
def test_a_cap_is_no_hair(color: tuple[int, int, int]) -> None:
    assert hat(framed_in(capped(color)))


@pytest.mark.parametrize("light", [85, 110, 120, 150])
def test_a_grey_felt_or_knitted_hat_on_brown_hair_is_no_hair(light: int) -> None:
    felt = capped((light, light, light))
    hidden = (felt == light).all(axis=2, keepdims=True)
    ribs = (12 * np.sin(np.arange(felt.shape[1]) * 1.5))[None, :, None]
    knitted = np.where(hidden, felt + ribs, felt).astype(np.uint8)
    assert hat(framed_in(felt))
    assert hat(framed_in(knitted))


def test_a_plain_hat_of_a_colour_that_hair_has_is_no_hair() -> None:
    wool = capped((128, 112, 92))
    hidden = (wool == (128, 112, 92)).all(axis=2, keepdims=True)
    ribs = (6 * np.sin(np.arange(wool.shape[0]) * 1.1))[:, None, None]
    dark = edited(portrait(), wanting("black hair")).pixels
    assert hat(framed_in(np.where(hidden, np.clip(wool + ribs, 0, 255), dark).astype(np.uint8)))


def test_grey_hair_with_a_grey_fringe_is_no_hat() -> None:
    assert not hat(framed_in(edited(portrait(), wanting("gray hair")).pixels))


def test_a_fringe_is_no_hat() -> None:
    assert not hat(face())
