"""The hairline goes up, or hair hangs down over the forehead; the brows and the background stay."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import cv2
import numpy as np
import pytest

pytest.importorskip("mediapipe")

from face_cases import FINDER, edited, face, framed_in, portrait, turned, wanting

from core.problems import ProblemError
from gpuserver.engines.face.bangs import bangs
from gpuserver.engines.face.edit import Edit, Operation, Warp
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import canonical_grid, features, to_crop
from gpuserver.engines.face.hairline import COLUMNS, hairline, no_bangs, receding
from gpuserver.engines.face.lowered import keeps_its_form
from gpuserver.engines.face.matte import hair_matte
from gpuserver.engines.face.mesh import BROWS, EYES
from gpuserver.engines.face.order import CHANGES
from gpuserver.engines.face.smooth import blur
from gpuserver.raster.lab import to_lab

FACE = face()
X, Y = canonical_grid(FACE)
INNER = np.abs(COLUMNS) < 0.5


@cache
def warped(value: str, strength: float = 1.0) -> Warp:
    out = CHANGES[value].operation(FACE, FACE.image, strength)
    assert isinstance(out, Warp)
    return out


@cache
def fringed(strength: float = 1.0) -> np.ndarray:
    return bangs(FACE, FACE.image, strength)


def after(edit: Edit) -> Face:
    assert isinstance(edit, Warp)
    return replace(FACE, before=(FACE, edit.field))


def height(one: Face) -> np.ndarray:
    """Canonical y of the hairline, for each column over the forehead."""
    line = hairline(one)
    assert line is not None
    return line.edge[INNER]


def test_the_hairline_is_where_the_forehead_ends() -> None:
    alpha = hair_matte(FACE).alpha
    line = hairline(FACE)
    assert line is not None
    near = list(zip(COLUMNS[INNER], line.edge[INNER], strict=True))
    above, below = (
        np.mean([alpha[np.hypot(X - x, Y - y - side) < 0.03].mean() for x, y in near]) for side in (-0.1, 0.08)
    )
    assert above > 0.85
    assert below < 0.25
    assert (line.top < line.edge - 0.3).all()
    assert line.edge[INNER].max() < line.brow


@pytest.mark.parametrize("value", ["receding hairline", "no bangs"])
def test_the_hairline_rises_in_every_column_and_more_with_strength(value: str) -> None:
    rises = [height(FACE) - height(after(warped(value, strength))) for strength in (0.5, 1.0)]
    assert np.median(rises[1]) > 0.08
    assert (rises[1] > -0.02).all()
    assert rises[0].mean() == pytest.approx(rises[1].mean() / 2, abs=0.03)


def test_it_recedes_most_at_the_temples() -> None:
    rise = -warped("receding hairline").field[..., 1]
    most = [np.abs(rise[np.abs(np.abs(X) - aside) < 0.03]).max() for aside in (0.0, 0.38)]
    assert most[1] > 1.5 * most[0]


@pytest.mark.parametrize("value", ["receding hairline", "no bangs"])
def test_brows_eyes_and_background_do_not_move(value: str) -> None:
    edit = warped(value)
    changed = (edit.applied(FACE.image) != FACE.image).any(axis=2)
    assert not changed[features(FACE, EYES) > 0].any()
    assert np.abs(edit.field)[features(FACE, BROWS) > 0].max() < 0.03 * FACE.d
    assert not changed[(Y > 0) | (np.abs(X) > 1)].any()


def test_the_matte_follows_the_hair() -> None:
    moved = hair_matte(after(warped("receding hairline"))).alpha
    freed = (hair_matte(FACE).alpha > 0.9) & (moved < 0.1)
    assert freed.sum() > 0.03 * FACE.d**2
    shown = to_lab(warped("receding hairline").applied(FACE.image))[freed][:, 0]
    hair = to_lab(FACE.image)[hair_matte(FACE).core][:, 0]
    assert np.median(shown) > np.median(hair) + 15


def test_a_warp_never_folds() -> None:
    down = warped("no bangs").field[..., 1]
    assert (np.diff(down, axis=0) > -0.95).all()


def test_bangs_darken_the_forehead_and_leave_the_eyes() -> None:
    line = hairline(FACE)
    assert line is not None
    before, out = to_lab(FACE.image)[..., 0], to_lab(fringed())[..., 0]
    forehead = (np.abs(X) < 0.35) & (line.brow - 0.1 > Y) & (Y > -0.7) & (hair_matte(FACE).alpha < 0.05)
    assert np.median(before[forehead] - out[forehead]) > 5
    assert np.median(np.abs(before - out)[features(FACE, EYES) > 0.5]) < 1


def test_bangs_have_the_colour_and_the_strands_of_the_hair() -> None:
    line = hairline(FACE)
    assert line is not None
    lab = to_lab(fringed())
    below = (np.abs(X) < 0.3) & (Y > -0.6) & (line.brow - 0.15 > Y)
    hair = to_lab(FACE.image)[hair_matte(FACE).core & (Y < -0.4)]
    assert np.median(lab[below], axis=0) == pytest.approx(np.median(hair, axis=0), abs=12)
    fine = lab[..., 0] - blur(lab[..., 0], 0.05 * FACE.d)
    forehead = np.hypot(X, Y + 0.33) < 0.06
    bare = to_lab(FACE.image)[..., 0]
    assert fine[below].std() > 1.5 * (bare - blur(bare, 0.05 * FACE.d))[forehead].std()


def test_bangs_of_short_and_of_curly_hair_keep_its_form() -> None:
    """The streaks over the forehead go every way among curls, where those of long straight hair all go down."""
    x, y = canonical_grid(FACE)
    falling = (np.abs(x) > 0.7) & (np.abs(x) < 1.3) & (y > -0.6) & (y < 1.6)
    grain = blur(np.random.default_rng(0).normal(0, 60, x.shape), 1.5)[..., None]
    hair = np.median(FACE.crop[hair_matte(FACE).core], axis=0)
    long = framed_in(np.clip(np.where(falling[..., None], hair + grain, FACE.crop), 0, 255).astype(np.uint8))
    swirls = blur(np.random.default_rng(1).normal(0, 1, (512, 512)), 4)[..., None] * 700
    curls = framed_in(np.clip(long.crop + swirls * hair_matte(long).alpha[..., None], 0, 255).astype(np.uint8))
    assert keeps_its_form(FACE)
    assert keeps_its_form(curls)
    assert not keeps_its_form(long)


def test_bangs_hang_lower_with_strength() -> None:
    covered = [np.abs(fringed(strength) - FACE.image).max(axis=2) > 12 for strength in (0.2, 0.5, 1.0)]
    areas = [float(one[(np.abs(X) < 0.5) & (Y < 0)].sum()) for one in covered]
    assert areas == sorted(areas)
    lowest = [float(np.percentile(Y[one & (np.abs(X) < 0.3)], 95)) for one in covered]
    assert lowest[0] < lowest[2]


def test_bangs_leave_face_and_background_alone() -> None:
    changed = np.abs(fringed() - FACE.image).max(axis=2) > 0.5
    assert not changed[(Y > 0.35) | (np.abs(X) > 1.1) | (Y < -1.7)].any()


def test_bangs_have_the_hair_colour_asked_with_them() -> None:
    both = edited(portrait(), wanting("bangs", "black hair")).pixels
    one = edited(portrait(), wanting("bangs")).pixels
    places = FACE.matrix[:, :2], FACE.matrix[:, 2]
    forehead = np.argwhere((np.abs(X) < 0.25) & (np.abs(Y + 0.5) < 0.08))[:, ::-1]
    at = np.rint((forehead - places[1]) @ np.linalg.inv(places[0]).T).astype(int)
    light = [to_lab(pixels)[at[:, 1], at[:, 0], 0].mean() for pixels in (both, one)]
    assert light[0] < light[1] - 12


@pytest.mark.parametrize("value", ["receding hairline", "no bangs", "bangs"])
def test_strength_0_is_the_original(value: str) -> None:
    assert np.array_equal(edited(portrait(), wanting(value, strength=0.0)).pixels, portrait())


@pytest.mark.parametrize("operation", [receding, no_bangs, bangs])
def test_it_is_the_same_each_time(operation: Operation) -> None:
    outs = [operation(one, one.image, 0.7) for one in (framed_in(portrait()), FACE)]
    pixels = [out.applied(FACE.image) if isinstance(out, Warp) else out for out in outs]
    assert np.array_equal(pixels[0], pixels[1])


def test_a_tilted_head_s_hairline_is_as_high() -> None:
    assert np.median(height(framed_in(turned(20)))) == pytest.approx(np.median(height(FACE)), abs=0.06)


def test_a_receding_hairline_can_still_wear_bangs() -> None:
    both, one = (edited(portrait(), wanting("receding hairline", *more)).pixels for more in (("bangs",), ()))
    assert (both != one).any(axis=2).mean() > 0.005


def bald() -> Face:
    """All that was hair painted with the colour and grain of the forehead."""
    noise = np.random.default_rng(0).normal(0, 2, (512, 512, 1))
    skin = np.median(FACE.crop[np.hypot(X, Y + 0.4) < 0.1], axis=0) + noise
    hair = np.clip(blur((hair_matte(FACE).alpha > 0.02).astype(np.float32), 2) * 2, 0, 1)[..., None]
    return framed_in(np.clip(FACE.crop * (1 - hair) + skin * hair, 0, 255).astype(np.uint8))


def test_a_bald_head_gets_neither_and_is_told_so() -> None:
    head = bald()
    for operation in (receding, bangs):
        with pytest.raises(ProblemError, match="hair above the forehead"):
            operation(head, head.image, 1.0)
    out = no_bangs(head, head.image, 1.0)
    assert isinstance(out, np.ndarray)
    assert np.array_equal(out, head.image)


def test_bangs_on_a_head_turned_aside_are_refused() -> None:
    cosine, sine = np.cos(0.5), np.sin(0.5)
    turn = np.array([[cosine, 0, sine], [0, 1, 0], [-sine, 0, cosine]])
    aside = replace(FACE, points=(FACE.points - FACE.origin) @ turn + FACE.origin)
    with pytest.raises(ProblemError, match="aside"):
        bangs(aside, aside.image, 1.0)


@pytest.mark.parametrize("value", ["black hair", "bangs", "no bangs", "receding hairline"])
def test_a_hat_is_not_taken_for_hair(value: str) -> None:
    hatted = portrait().copy()
    mesh = FINDER.find(hatted)[0]
    x, y = mesh[[33, 263], :2].mean(axis=0)
    d = np.linalg.norm(mesh[33] - mesh[263])
    middle, radius = (round(float(x)), round(float(y - 0.55 * d))), (round(1.05 * d), round(d))
    cv2.ellipse(hatted, middle, radius, 0, 180, 360, (170, 30, 30), -1, cv2.LINE_AA)
    with pytest.raises(ProblemError, match="a hat covers the hair"):
        edited(hatted, wanting(value))


@pytest.mark.parametrize("value", ["receding hairline", "no bangs"])
def test_thin_hairs_over_the_forehead_are_not_smeared(value: str) -> None:
    bare = np.clip(warped("no bangs").applied(FACE.image), 0, 255).astype(np.uint8)
    assert isinstance(CHANGES[value].operation(framed_in(bare), framed_in(bare).image, 1.0), Warp)
    wispy = bare.copy()
    for x in np.arange(-0.45, 0.46, 0.05):
        hair = np.rint(to_crop(FACE, np.array([[x, -0.8], [x + 0.06, -0.35]]))).astype(np.int32)
        cv2.line(wispy, hair[0].tolist(), hair[1].tolist(), (110, 85, 50), 2, cv2.LINE_AA)
    with pytest.raises(ProblemError, match="thin hairs"):
        CHANGES[value].operation(framed_in(wispy), framed_in(wispy).image, 1.0)
