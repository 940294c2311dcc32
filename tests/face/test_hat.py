"""A hat is told from hair by the smooth, dark line in which it ends over the brows."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

pytest.importorskip("mediapipe")

from face_cases import face, framed_in, portrait

from gpuserver.engines.base import Pixels
from gpuserver.engines.face.grid import to_crop
from gpuserver.engines.face.hat import hat


def capped() -> Pixels:
    """The portrait in a black cap that ends over the brows."""
    one, turn = face(), np.linspace(0, np.pi, 60)
    brim = np.column_stack([np.linspace(-0.95, 0.95, 40), np.full(40, -0.42)])
    crown = np.column_stack([1.05 * np.cos(turn), -0.4 - 1.1 * np.sin(turn)])
    at = (to_crop(one, np.concatenate([brim, crown])) - one.matrix[:, 2]) @ np.linalg.inv(one.matrix[:, :2]).T
    out = portrait().copy()
    cv2.fillPoly(out, [np.rint(at).astype(np.int32)], (22, 22, 26), cv2.LINE_AA)
    return out


def test_a_black_cap_is_no_hair() -> None:
    assert hat(framed_in(capped()))


def test_a_fringe_is_no_hat() -> None:
    assert not hat(face())
