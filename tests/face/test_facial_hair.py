"""Painted hair darkens its place and gives it strands, has the person's colours, and touches nothing else."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
import pytest

pytest.importorskip("mediapipe")

from face_cases import FINDER, edited, face, framed_in, portrait, scaled, wanting

from core.problems import ProblemError
from gpuserver.engines.face.facial_hair import clouds
from gpuserver.engines.face.frame import Face
from gpuserver.engines.face.grid import canonical_grid, features, read
from gpuserver.engines.face.hair_color import hair_color
from gpuserver.engines.face.hair_tone import beard_tone, hair_tone
from gpuserver.engines.face.masks import touching
from gpuserver.engines.face.matte import hair_matte
from gpuserver.engines.face.mesh import BROWS, EYES, LEFT_BROW, MOUTH
from gpuserver.engines.face.order import CHANGES
from gpuserver.engines.face.person import person_matte
from gpuserver.engines.face.sideburns import sideburns
from gpuserver.engines.face.skin import skin_model
from gpuserver.engines.face.smooth import blur, grown
from gpuserver.engines.face.strands import Strands, thrown, with_strands
from gpuserver.raster.lab import to_lab

FACE = face()
X, Y = canonical_grid(FACE)
PLACES = {
    "mustache": (np.abs(X) < 0.2) & (np.abs(Y - 0.56) < 0.015),
    "goatee": (np.abs(X) < 0.12) & (np.abs(Y - 1.08) < 0.08),
    "bushy eyebrows": features(FACE, BROWS) > 0.5,
}
REACH = {
    "mustache": (np.abs(X) < 0.6) & (np.abs(Y - 0.6) < 0.3),
    "goatee": (np.abs(X) < 0.45) & (np.abs(Y - 1.08) < 0.4),
    "bushy eyebrows": grown(features(FACE, BROWS) > 0.5, 0.14 * FACE.d),
}
VALUES = tuple(PLACES)


@cache
def worn(value: str, strength: float = 1.0) -> np.ndarray:
    out = CHANGES[value].operation(FACE, FACE.image, strength)
    assert isinstance(out, np.ndarray)
    return out


def darkened(value: str, strength: float) -> float:
    """By how much L its place is darker than before."""
    return float((to_lab(FACE.image) - to_lab(worn(value, strength)))[PLACES[value]][:, 0].mean())


@pytest.mark.parametrize("value", VALUES)
def test_its_place_becomes_dark_and_darker_with_strength(value: str) -> None:
    steps = [darkened(value, strength) for strength in (0.25, 0.5, 0.75, 1.0)]
    assert steps == sorted(steps)
    assert steps[0] > 0.5
    assert steps[-1] > (4 if value == "bushy eyebrows" else 10)


@pytest.mark.parametrize("value", ["mustache", "goatee"])
def test_it_has_strands(value: str) -> None:
    def grain(image: np.ndarray) -> float:
        light = to_lab(image)[..., 0]
        return float((light - blur(light, 0.04 * FACE.d))[PLACES[value]].std())

    assert grain(worn(value)) > 1.2 * grain(FACE.image)


@pytest.mark.parametrize("value", VALUES)
def test_nothing_else_changes(value: str) -> None:
    changed = np.abs(worn(value) - FACE.image).max(axis=2) > 0.5
    assert changed.any()
    assert not changed[~REACH[value]].any()


@pytest.mark.parametrize("value", VALUES)
def test_eyes_and_teeth_stay(value: str) -> None:
    kept = features(FACE, EYES) > 0.5
    if value != "mustache":
        kept |= features(FACE, (MOUTH,)) > 0.5
    assert np.abs(worn(value) - FACE.image)[kept].mean() < 1.5


@pytest.mark.parametrize("value", VALUES)
def test_strength_0_is_the_original(value: str) -> None:
    assert np.array_equal(edited(portrait(), wanting(value, strength=0.0)).pixels, portrait())


@pytest.mark.parametrize("value", VALUES)
def test_a_breath_of_it_is_hardly_seen(value: str) -> None:
    assert np.abs(worn(value, 0.02) - FACE.image).mean() < 0.1 * np.abs(worn(value) - FACE.image).mean()


@pytest.mark.parametrize("value", VALUES)
def test_the_same_hairs_grow_each_time(value: str) -> None:
    again = framed_in(portrait())
    out = CHANGES[value].operation(again, again.image, 1.0)
    assert isinstance(out, np.ndarray)
    assert np.array_equal(out, worn(value))


def test_hairs_stay_where_they_are_while_the_strength_moves() -> None:
    def grain(strength: float) -> np.ndarray:
        light = to_lab(worn("goatee", strength))[..., 0]
        return (light - blur(light, 0.03 * FACE.d))[PLACES["goatee"]]

    assert np.corrcoef(grain(0.95), grain(1.0))[0, 1] > 0.5


def test_brows_only_become_darker() -> None:
    assert (worn("bushy eyebrows") <= FACE.image).all()


def test_both_brows_grow() -> None:
    change = np.abs(worn("bushy eyebrows") - FACE.image).sum(axis=2)
    left = features(FACE, (LEFT_BROW,)) > 0.5
    assert change[left].mean() == pytest.approx(change[(features(FACE, BROWS) > 0.5) & ~left].mean(), rel=0.5)


def test_a_beard_is_between_hair_and_brows_and_darker_than_the_skin() -> None:
    tone, hair = beard_tone(FACE, FACE.image), hair_tone(FACE, FACE.image)
    assert hair is not None
    assert tone[0] < skin_model(FACE).median[0] - 15
    assert np.abs(tone[1:] - hair[1:]).max() < 12


def test_a_beard_follows_a_natural_hair_colour_and_no_other() -> None:
    own = beard_tone(FACE, FACE.image)
    for value, followed in (("black hair", True), ("pink hair", False), ("purple hair", False)):
        dyed = hair_color(value)(FACE, FACE.image, 1.0)
        assert isinstance(dyed, np.ndarray)
        tone = beard_tone(FACE, dyed)
        assert bool(np.abs(tone - own).max() > 4) is followed
    black = hair_color("black hair")(FACE, FACE.image, 1.0)
    assert isinstance(black, np.ndarray)
    assert beard_tone(FACE, black)[0] < own[0]


@cache
def bared(sides: tuple[int, ...] = (-1, 1)) -> Face:
    """The portrait with its hair pushed behind the ears of these sides: what covers the cheeks' edge becomes skin."""
    beside = (hair_matte(FACE).alpha > 0.02) & (Y > -0.1) & np.isin(np.sign(X), sides)
    soft = np.clip(2 * blur(beside.astype(np.float32), 2), 0, 1)[..., None]
    noise = np.random.default_rng(0).normal(0, 2, (512, 512, 1))
    skin = np.median(FACE.crop[np.hypot(np.abs(X) - 0.45, Y - 0.45) < 0.1], axis=0) + noise
    return framed_in(np.clip(FACE.crop * (1 - soft) + skin * soft, 0, 255).astype(np.uint8))


def test_sideburns_grow_down_before_the_ears_with_strength() -> None:
    one = bared()
    x, y = canonical_grid(one)
    before = to_lab(one.image)[..., 0]
    ends: list[float] = []
    for strength in (0.4, 1.0):
        darker = before - to_lab(sideburns(one, one.image, strength))[..., 0] > 4
        assert darker.sum() > 0.01 * one.d**2
        assert not darker[(np.abs(x) < 0.55) | (np.abs(x) > 0.95) | (y < -0.35) | (y > 0.75)].any()
        ends.append(float(np.percentile(y[darker], 95)))
    assert ends[1] > ends[0] + 0.1


def test_sideburns_go_on_from_the_hair_that_is_there() -> None:
    one = bared()
    x, _ = canonical_grid(one)
    changed = np.abs(sideburns(one, one.image, 1.0) - one.image).max(axis=2) > 4
    for side in (-1, 1):
        grown_here, hair = changed & (side * x > 0), hair_matte(one).alpha > 0.6
        joined = touching(grown_here | hair, hair)
        assert (joined & grown_here).sum() > 0.95 * grown_here.sum()


def test_sideburns_are_of_the_color_that_the_hair_was_given() -> None:
    one = bared()
    black = hair_color("black hair")(one, one.image, 1.0)
    assert isinstance(black, np.ndarray)
    own, dark = sideburns(one, one.image, 1.0), sideburns(one, black, 1.0)
    bare = np.abs(black - one.image).max(axis=2) < 1
    place = bare & (np.abs(own - one.image).max(axis=2) > 20)
    assert place.any()
    assert to_lab(dark)[place][:, 0].mean() < to_lab(own)[place][:, 0].mean() - 3


def test_the_background_behind_sideburns_stays() -> None:
    one = bared()
    background = person_matte(one) == 0
    assert background.any()
    assert np.array_equal(sideburns(one, one.image, 1.0)[background], one.image[background])


@pytest.mark.parametrize("sides", [(), (-1,), (1,)])
def test_sideburns_that_hair_would_hide_on_either_side_are_refused(sides: tuple[int, ...]) -> None:
    one = bared(sides)
    with pytest.raises(ProblemError, match="hang in the air"):
        sideburns(one, one.image, 1.0)


def test_hairs_fall_where_the_density_is() -> None:
    density = np.zeros((40, 40), np.float32)
    density[10:20, 30:35] = 1
    places = thrown(density, 500, np.random.default_rng(0))
    assert (places[:, 0] > 29).all()
    assert (places[:, 0] < 35.5).all()
    assert (np.abs(places[:, 1] - 14.5) < 6).all()


def test_one_hair_is_drawn_from_its_root_on_its_way() -> None:
    root = FACE.points[152, :2][None]
    hair = Strands(
        root, np.array([[0.0, 1.0]]), np.array([40.0]), np.zeros(1), np.array([3.0]), np.zeros((1, 3)), np.ones(1)
    )
    change = np.abs(with_strands(FACE, FACE.image, hair) - FACE.image).max(axis=2) > 5
    y, x = np.nonzero(change)
    assert (np.abs(x - root[0, 0]) < 4).all()
    assert y.min() == pytest.approx(root[0, 1], abs=3)
    assert y.max() == pytest.approx(root[0, 1] + 40, abs=4)
    assert np.array_equal(with_strands(FACE, FACE.image, hair.first(0)), FACE.image)


def test_a_mustache_moves_no_feature() -> None:
    out = edited(scaled(1.5), wanting("mustache")).pixels
    meshes = [FINDER.find(pixels)[0] for pixels in (scaled(1.5), out)]
    rigid = [33, 133, 362, 263, 1, 168, 234, 454]
    apart = np.linalg.norm((meshes[0] - meshes[1])[rigid, :2], axis=1)
    assert apart.max() < 0.05 * np.linalg.norm(meshes[0][33] - meshes[0][263])


def test_at_any_size_only_its_place_changes() -> None:
    for factor in (0.7, 2.0):
        photo = np.asarray(cv2.resize(portrait()[:300, 80:380], None, fx=factor, fy=factor), np.uint8)
        changed = (edited(photo, wanting("goatee")).pixels != photo).any(axis=2)
        assert 0.001 < changed.mean() < 0.02


def test_a_plane_is_read_at_canonical_places() -> None:
    places = np.array([[[0.1, 0.2], [-0.3, 0.5]]])
    assert read(FACE, X, places)[0] == pytest.approx([0.1, -0.3], abs=1e-3)
    assert read(FACE, Y, places)[0] == pytest.approx([0.2, 0.5], abs=1e-3)


@pytest.mark.parametrize("value", ["mustache", "goatee"])
def test_hair_is_not_painted_over_a_beard_that_is_there(value: str) -> None:
    again = CHANGES[value].operation(FACE, worn(value), 1.0)
    assert isinstance(again, np.ndarray)
    bearded = framed_in(np.clip(np.rint(again), 0, 255).astype(np.uint8))
    with pytest.raises(ProblemError, match="a beard in that place already"):
        CHANGES[value].operation(bearded, bearded.image, 1.0)


def test_a_patchy_beard_is_filled() -> None:
    grown_there = (clouds(FACE, 99) > 0.2)[..., None]
    patchy = FACE.image + grown_there * (worn("goatee") - FACE.image)
    bearded = framed_in(np.clip(np.rint(patchy), 0, 255).astype(np.uint8))
    filled = CHANGES["goatee"].operation(bearded, bearded.image, 1.0)
    assert isinstance(filled, np.ndarray)
    gaps = (worn("goatee") < FACE.image - 25).all(axis=2) & ~grown_there[..., 0]
    assert (bearded.image - filled)[gaps].mean() > 10
