"""Expressions: each moves the features that make it, by as much as asked, and nothing outside the face."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache, lru_cache

import cv2
import numpy as np
import pytest

pytest.importorskip("mediapipe")

from face_cases import FINDER, edited, face, framed_in, portrait, scaled, turned, wanting

from core.problems import Code, ProblemError
from gpuserver.engines.base import Pixels
from gpuserver.engines.face.arrays import Points
from gpuserver.engines.face.edit import Warp
from gpuserver.engines.face.expression import EXPRESSIONS, expression
from gpuserver.engines.face.expression_targets import POSES
from gpuserver.engines.face.eyes import eyes
from gpuserver.engines.face.frame import Face, framed
from gpuserver.engines.face.glasses import glasses
from gpuserver.engines.face.grid import canonical_grid, feature, features, oval
from gpuserver.engines.face.mesh import (
    EYES,
    LEFT_LID_LOWER,
    LEFT_LID_UPPER,
    MOUTH_OPENING,
    OVAL,
    RIGHT_EYE_CORNERS,
    RIGHT_LID_LOWER,
    RIGHT_LID_UPPER,
)
from gpuserver.engines.face.mouth import mouth, mouth_seen
from gpuserver.engines.face.posed import posed
from gpuserver.engines.face.skin import skin_model
from gpuserver.engines.face.thin_plate import thin_plate
from gpuserver.raster.lab import to_lab

Measure = Callable[[Points], float]
STRENGTHS = (0.2, 0.4, 0.6, 0.8, 1.0)


def uint8(image: np.ndarray) -> Pixels:
    return np.clip(np.rint(image), 0, 255).astype(np.uint8)


@lru_cache(maxsize=8)
def warp(value: str, strength: float = 1.0, of: Face | None = None) -> Warp:
    one = of or face()
    out = expression(value)(one, one.image, strength)
    assert isinstance(out, Warp)
    return out


@cache
def result(value: str, strength: float = 1.0, of: Face | None = None) -> Pixels:
    return uint8(warp(value, strength, of).applied((of or face()).image))


@cache
def seen(value: str, strength: float = 1.0, of: Face | None = None) -> Points:
    """The mesh found in the result, along the axes of the face as it was."""
    one = of or face()
    return (FINDER.find(result(value, strength, one))[0] - one.origin) @ one.axes.T / one.d


@cache
def small() -> Face:
    """The portrait's face in a crop of 320 px, for sweeps."""
    return framed(portrait(), FINDER.find(portrait())[0], FINDER, size=320)


@cache
def at_rest() -> Face:
    """The portrait after its smile was taken away: a shut mouth."""
    return framed_in(edited(portrait(), wanting("no smiling")).pixels)


def lift(at: Points) -> float:
    return float((at[13, 1] + at[14, 1] - at[61, 1] - at[291, 1]) / 2)


def gap(at: Points) -> float:
    return float(at[14, 1] - at[13, 1])


def mouth_width(at: Points) -> float:
    return float(at[291, 0] - at[61, 0])


def brow_height(at: Points) -> float:
    return float(-at[[107, 336, 66, 296, 105, 334], 1].mean())


def brow_slope(at: Points) -> float:
    """How far the inner ends of the brows lie above the outer ones."""
    return float(at[[70, 300], 1].mean() - at[[107, 336], 1].mean())


def eye_opening(at: Points) -> float:
    return float((at[[145, 374], 1] - at[[159, 386], 1]).mean())


@pytest.mark.parametrize("tilt", [0, 20])
@pytest.mark.parametrize(
    ("value", "measure", "least"),
    [
        ("no smiling", lambda at: -gap(at), 0.06),
        ("no smiling", lambda at: -mouth_width(at), 0.04),
        ("no smiling", lambda at: -lift(at), 0.02),
        ("sad", lambda at: -lift(at), 0.08),
        ("sad", brow_slope, 0.04),
        ("angry", lambda at: -brow_slope(at), 0.01),
        ("angry", lambda at: -brow_height(at), 0.015),
        ("surprise", gap, 0.03),
        ("surprise", brow_height, 0.03),
        ("surprise", eye_opening, 0.008),
        ("fear", brow_height, 0.025),
        ("fear", eye_opening, 0.008),
        ("fear", lambda at: -lift(at), 0.06),
        ("disgust", lambda at: -brow_height(at), 0.01),
        ("disgust", lambda at: -eye_opening(at), 0.008),
        ("smiling", mouth_width, 0.04),
    ],
)
def test_an_expression_is_found_again_in_its_picture(value: str, measure: Measure, least: float, tilt: int) -> None:
    one = tilted() if tilt else face()
    assert measure(seen(value, 1.0, one)) - measure(one.canonical) > least


@cache
def tilted() -> Face:
    return framed_in(turned(20))


def test_a_face_at_rest_smiles_with_lifted_corners() -> None:
    after = seen("smiling", 1.0, at_rest())
    assert lift(after) - lift(at_rest().canonical) > 0.04
    assert mouth_width(after) - mouth_width(at_rest().canonical) > 0.08


@pytest.mark.parametrize("value", EXPRESSIONS)
def test_eye_corners_and_the_outline_of_the_face_stay(value: str) -> None:
    fixed = [33, *RIGHT_EYE_CORNERS, *(point for point in OVAL if face().canonical[point, 1] < 0.5)]
    shift = np.linalg.norm((posed(face(), value, 1.0).points - face().points[:, :2])[fixed], axis=1)
    assert shift.max() < 0.02 * face().d
    moved = np.abs(warp(value).field[face().points[fixed, 1].astype(int), face().points[fixed, 0].astype(int)])
    assert moved.max() < 0.03 * face().d


@pytest.mark.parametrize("value", EXPRESSIONS)
def test_beyond_an_ellipse_round_the_face_nothing_moves_and_nothing_is_painted(value: str) -> None:
    x, y = canonical_grid(face())
    outside = np.hypot(x / 1.02, (y - 0.33) / (1.45 if value in ("surprise", "fear") else 1.15)) >= 1
    one = warp(value)
    assert one.paint is not None
    assert not one.field[outside].any()
    assert not any(layer.field[outside].any() for layer in one.layers)
    assert not one.paint[outside].any()
    assert np.array_equal(one.applied(face().image)[outside], face().image[outside])


@pytest.mark.parametrize("value", EXPRESSIONS)
def test_strength_0_is_the_photo_bit_for_bit(value: str) -> None:
    assert np.array_equal(edited(portrait(), wanting(value, strength=0.0)).pixels, portrait())
    assert np.abs(warp(value, 0.0).applied(face().image) - face().image).max() < 0.5


@pytest.mark.parametrize("value", EXPRESSIONS)
def test_the_stronger_the_more_it_changes(value: str) -> None:
    moved = [np.abs(result(value, s, small()) - small().image).mean() for s in (0.02, *STRENGTHS)]
    assert np.all(np.diff(moved) > 0)
    assert moved[0] < 0.12 * moved[-1]
    assert np.diff(moved).max() < 0.45 * moved[-1]


@pytest.mark.parametrize(
    ("value", "measure"),
    [("no smiling", lift), ("sad", lift), ("angry", brow_slope), ("disgust", brow_height)],
)
def test_features_go_on_moving_from_strength_to_strength(value: str, measure: Measure) -> None:
    at = [measure(seen(value, strength, small())) for strength in STRENGTHS]
    assert np.all(np.diff(at) < 0.006)
    assert at[-1] < at[0] - 0.01


def test_the_background_of_the_photo_is_identical() -> None:
    out = edited(portrait(), wanting("surprise", strength=0.7)).pixels
    where = (out != portrait()).any(axis=2)
    assert where.any()
    assert not where[230:].any()
    assert not where[:, 310:].any()


@pytest.mark.parametrize("value", ["smiling", "sad", "surprise"])
def test_a_mirrored_face_makes_the_mirrored_expression(value: str) -> None:
    mirrored = framed_in(np.ascontiguousarray(portrait()[:, ::-1]))
    one, other = seen(value), seen(value, 1.0, mirrored)
    assert lift(other) == pytest.approx(lift(one), abs=0.025)
    assert mouth_width(other) == pytest.approx(mouth_width(one), abs=0.04)
    assert gap(other) == pytest.approx(gap(one), abs=0.04)


def test_a_larger_photo_keeps_its_own_detail() -> None:
    large = scaled(2.0)
    out = edited(large, wanting("no smiling")).pixels
    where = (large != out).any(axis=2)
    before, after = (cv2.Laplacian(cv2.cvtColor(one, cv2.COLOR_RGB2GRAY), cv2.CV_32F) for one in (large, out))
    cheeks = where & (np.abs(np.asarray(before)) < 40)
    assert np.std(np.asarray(after)[cheeks]) > 0.75 * np.std(np.asarray(before)[cheeks])


def test_a_shut_mouth_opens_into_teeth_and_the_dark_behind_them() -> None:
    one = at_rest()
    assert mouth(one).gap < 0.03
    light = to_lab(result("surprise", 1.0, one))[..., 0]
    inside = feature(one, MOUTH_OPENING, posed(one, "surprise", 1.0).points) > 0.9
    assert np.percentile(light[inside], 90) > 50
    assert np.percentile(light[inside], 20) < 35
    smile = feature(one, MOUTH_OPENING, posed(one, "smiling", 1.0).points) > 0.9
    teeth = to_lab(result("smiling", 1.0, one))
    assert np.percentile(teeth[smile][:, 0], 80) > 55
    assert np.abs(np.median(teeth[smile][:, 1:], axis=0)).max() < 16


def test_an_open_mouth_keeps_its_own_teeth_where_they_are() -> None:
    half = warp("no smiling", 0.5)
    inside = feature(face(), MOUTH_OPENING, posed(face(), "no smiling", 0.5).points) > 0.95
    kept = np.abs(half.moved(face().image) - face().image).mean(axis=2)[inside]
    assert np.percentile(kept, 70) < 2


def test_no_sliver_of_teeth_is_left_between_closed_lips() -> None:
    """Across the seam the light falls to the line where the lips meet, and rises again, once."""
    mesh = posed(face(), "no smiling", 1.0).points
    light = to_lab(result("no smiling"))[..., 0]
    for upper, lower in ((13, 14), (82, 87), (312, 317), (81, 178), (311, 402)):
        x, y = mesh[[upper, lower]].mean(axis=0).round().astype(int)
        line = y - 3 + int(np.argmin(light[y - 3 : y + 4, x]))
        assert np.all(np.diff(light[line - 3 : line + 1, x]) < 1)
        assert np.all(np.diff(light[line : line + 4, x]) > -3)
        assert light[line, x] < light[line - 6 : line + 7, x].mean() - 8


@pytest.mark.parametrize("value", sorted(set(POSES) - {"smiling", "surprise"}))
def test_a_smile_ends_before_another_expression_begins(value: str) -> None:
    assert posed(face(), value, 1.0).without_smile > 0.9
    assert lift(seen(value)) < lift(face().canonical) - 0.03


def test_who_smiles_already_is_given_less_of_a_smile() -> None:
    def widened(one: Face) -> float:
        points = posed(one, "smiling", 1.0).points
        return float(np.linalg.norm(points[291] - points[61]) / one.d) - mouth(one).width

    assert widened(face()) < 0.7 * widened(at_rest())


def test_paint_on_a_soft_photo_is_soft() -> None:
    soft = framed_in(np.asarray(cv2.GaussianBlur(portrait(), (0, 0), 1.6), np.uint8))

    def sharpest(one: Face) -> float:
        paint = warp("surprise", 1.0, one).paint
        assert paint is not None
        inner = paint[oval(one) > 0.5]
        return float(np.abs(cv2.Laplacian(paint, cv2.CV_32F)).max() / np.ptp(inner))

    assert sharpest(soft) < 0.8 * sharpest(face())


@pytest.mark.parametrize("value", ["surprise", "fear"])
def test_a_raised_lid_uncovers_the_eye_and_not_more_lid(value: str) -> None:
    colors, after = to_lab(face().crop), to_lab(result(value))
    lids = eyes(face(), posed(face(), value, 1.0).points)
    uncovered = lids.unseen > 0.7
    eyeball = features(face(), EYES) > 0.95
    skin = skin_model(face()).median
    assert uncovered.sum() > 30
    assert np.percentile(np.abs(after[uncovered][:, 1:] - skin[1:]).sum(axis=1), 30) > 3
    low, high = np.percentile(colors[eyeball][:, 0], [1, 99])
    assert low - 5 < np.median(after[uncovered][:, 0]) < high


def test_the_eyes_look_where_they_looked() -> None:
    middle = face().points[[468, 473], :2].round().astype(int)
    for value in ("surprise", "fear", "angry", "sad", "smiling"):
        kept = result(value)[middle[:, 1], middle[:, 0]].astype(int) - face().crop[middle[:, 1], middle[:, 0]]
        assert np.abs(kept).max() <= 2


def test_shut_eyes_stay_shut() -> None:
    mesh = face().points.copy()
    mesh[[*LEFT_LID_UPPER, *RIGHT_LID_UPPER]] = mesh[[*LEFT_LID_LOWER, *RIGHT_LID_LOWER]]
    shut = replace(face(), points=mesh)
    for value in ("surprise", "fear"):
        lids = posed(shut, value, 1.0).points - mesh[:, :2]
        assert np.abs(lids[[159, 386, 145, 374]]).max() < 0.001 * face().d


def test_half_a_smile_of_a_shut_mouth_keeps_it_shut() -> None:
    mesh = [posed(at_rest(), "smiling", strength).points for strength in (0.0, 0.4, 1.0)]
    shut, half, full = (float(points[14, 1] - points[13, 1]) / at_rest().d for points in mesh)
    assert half - shut < 0.01
    assert full - shut > 0.05


def test_a_hidden_mouth_is_not_given_an_expression() -> None:
    masked = portrait().copy()
    mesh = FINDER.find(masked)[0]
    outline = mesh[[50, 4, 280, 454, 361, 397, 378, 152, 149, 172, 132, 234], :2]
    cv2.fillPoly(masked, [outline.astype(np.int32)], (215, 225, 230))
    with pytest.raises(ProblemError, match="mouth is hidden") as caught:
        edited(masked, wanting("smiling"))
    assert caught.value.problem.code is Code.FACE_UNFIT


def test_a_grey_photo_s_mouth_counts_as_seen() -> None:
    grey = np.asarray(cv2.cvtColor(portrait(), cv2.COLOR_RGB2GRAY), np.uint8)
    assert mouth_seen(framed_in(np.ascontiguousarray(np.dstack([grey] * 3))))
    assert mouth_seen(face())


def test_glasses_hold_the_brows_back() -> None:
    framed = portrait().copy()
    mesh = FINDER.find(framed)[0]
    for eye in ((33, 133), (362, 263)):
        middle = mesh[list(eye), :2].mean(axis=0).round().astype(int)
        cv2.circle(framed, tuple(int(at) for at in middle), 13, (30, 25, 25), 2, cv2.LINE_AA)
    left, right = mesh[[133, 362], :2].round().astype(int)
    cv2.line(framed, tuple(map(int, left)), tuple(map(int, right)), (30, 25, 25), 2, cv2.LINE_AA)
    wearing = framed_in(framed)
    assert glasses(face()) < 0.1
    assert glasses(wearing) > 0.9
    brows = [107, 336]

    def raised(one: Face) -> float:
        return float((one.points[:, 1] - posed(one, "surprise", 1.0).points[:, 1])[brows].mean())

    assert raised(wearing) < 0.6 * raised(face())


def test_a_thin_plate_goes_through_its_points_and_is_flat_for_equal_shifts() -> None:
    at = np.array([[40.0, 40], [200, 60], [90, 180], [220, 220], [128, 130]])
    shifts = np.array([[3.0, -2], [0, 4], [-5, 1], [2, 2], [6, -6]])
    field = thin_plate(at, shifts, 256, 60.0)
    assert np.allclose(field[at[:, 1].astype(int), at[:, 0].astype(int)], shifts, atol=0.1)
    assert np.allclose(thin_plate(at, np.full((5, 2), 2.5), 256, 60.0), 2.5, atol=1e-4)
