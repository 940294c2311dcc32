"""Materials: seen only where the subject is, each with the looks of the real thing."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
import pytest
import skia
from numpy.typing import NDArray

from core.recipe import Drawing
from core.scene.model import Scene, Subject
from core.scene.reader import read_scene
from gpuserver.engines.base import Picture, Pixels, Unwatched
from gpuserver.engines.illustrator.cast import read_cast
from gpuserver.engines.illustrator.compose import compose
from gpuserver.engines.illustrator.engine import Illustrator
from gpuserver.engines.illustrator.eyes import eyes_of
from gpuserver.engines.illustrator.materials import MATERIALS, dressed
from gpuserver.engines.illustrator.materials.inflate import inflate
from gpuserver.engines.illustrator.materials.part import Part, Sheet
from gpuserver.engines.illustrator.materials.rock import vein_height
from gpuserver.engines.illustrator.painting import stage
from gpuserver.engines.illustrator.painting.items import Canvas, Group, Item
from gpuserver.engines.illustrator.painting.light import DAY
from gpuserver.engines.illustrator.painting.shapes import circle, rect
from gpuserver.engines.illustrator.styles import style_for

SIZE = 512
ASKED = {
    "glass", "gold", "silver", "chrome", "bronze", "wood", "marble", "stone", "ceramic", "ice", "neon", "fabric",
    "felt", "jade", "clay", "jelly", "chocolate", "paper", "porcelain",
}  # fmt: skip


def test_there_is_every_material_that_was_asked_for() -> None:
    assert set(MATERIALS) >= ASKED
    assert all(name == material.name for name, material in MATERIALS.items())


# pictures


def _draw(prompt: str) -> Picture:
    return Illustrator().draw(Drawing(prompt=prompt, scene=read_scene(prompt), seed=7, aspect="1:1"), 256, Unwatched())


def test_a_material_is_drawn_and_not_reported_as_undrawn() -> None:
    plain = _draw("a cat at the beach")
    for prompt in ("a wooden cat at the beach", "a cat made of glass at the beach"):
        picture = _draw(prompt)
        assert picture.undrawn == plain.undrawn
        assert np.abs(picture.pixels.astype(int) - plain.pixels).max() > 60


def test_a_changed_attribute_replaces_the_material() -> None:
    scene = Scene(subjects=(Subject(noun="cat", attributes=("wooden", "made of ice")),))
    items = compose(scene, 7).stage.groups[-1].items
    assert {item.material for item in items} - {""} == {"ice"}


def test_a_golden_cat_keeps_its_fur() -> None:
    for prompt in ("a golden cat", "金色的猫"):
        assert not any(item.material for group in compose(read_scene(prompt), 7).stage.groups for item in group.items)


@pytest.mark.parametrize(
    ("noun", "attributes", "color", "material"),
    [
        ("chair", (), "gold", "gold"), ("castle", (), "gold", "gold"), ("horse", ("stone statue",), "gold", "gold"),
        ("robot", (), "neon", "neon"), ("马", ("石头雕像",), None, "stone"),
    ],
)  # fmt: skip
def test_a_colour_that_is_a_material_too(
    noun: str, attributes: tuple[str, ...], color: str | None, material: str
) -> None:
    composition = compose(Scene(subjects=(Subject(noun=noun, attributes=attributes, color=color),)), 7)
    assert composition.undrawn == ()
    assert material in {item.material for item in composition.stage.groups[-1].items}


@pytest.mark.parametrize(("prompt", "held"), [("a glass vase", "flowers"), ("a wooden cup", "steam")])
def test_what_is_in_a_thing_is_not_of_its_stuff(prompt: str, held: str) -> None:
    items = compose(read_scene(prompt), 7).stage.groups[-1].items
    assert {item.material for item in items if held in item.ids} == {""}
    assert any(item.material for item in items)


@pytest.mark.parametrize("thing", ["boat", "fish"])
@pytest.mark.parametrize("made", ["wooden", "neon"])
def test_what_a_thing_is_made_of_changes_no_place(thing: str, made: str) -> None:
    assert read_cast(read_scene(f"a {made} {thing}"), 7).setting == read_cast(read_scene(f"a {thing}"), 7).setting


def test_only_what_is_of_a_material_gets_it() -> None:
    items = compose(read_scene("a cat wearing wooden sunglasses"), 7).stage.groups[-1].items
    assert {item.material for item in items} == {"", "wood"}
    assert all(not item.material for item in items if item.cls == "fur")


@dataclass(frozen=True)
class Shot:
    """One subject before a background, plain and in a material."""

    groups: tuple[Group, ...]
    subject: Group

    @cache  # noqa: B019
    def paint(self, material: str = "", size: int = SIZE) -> Pixels:
        """The picture without grain and paper, `size` px."""
        items = dressed(self.subject.items, MATERIALS[material]) if material else self.subject.items
        shown = Group(items, self.subject.name, ground=self.subject.ground, shadow=self.subject.shadow, layer="subject")
        scene = stage.StageScene([*self.groups, shown], Canvas(), DAY, 1)
        return stage.fit(stage.paint_scene(scene, 1024, Unwatched(), grain=False), Canvas(), size)

    def mask(self, grow: float = 0.0) -> NDArray[np.bool_]:
        """Where the subject is, at 512 px, with a margin of `grow` design px."""
        surface = skia.Surface(SIZE, SIZE)
        surface.getCanvas().scale(SIZE / 1024, SIZE / 1024)
        for item in self.subject.items:
            surface.getCanvas().drawPath(item.path, skia.Paint(Color=skia.ColorWHITE, AntiAlias=True))
        covered = surface.makeImageSnapshot().toarray()[..., 3] > 0
        side = 2 * int(grow * SIZE / 1024) + 1
        return cv2.dilate(covered.astype(np.uint8), np.ones((side, side), np.uint8)) > 0


@cache
def shot(noun: str) -> Shot:
    """`noun` on a lawn with a striped wall behind it."""
    groups = compose(Scene(subjects=(Subject(noun=noun),)), 7).stage.groups
    stripes = [Item(rect(64 * at, 0, 64, 700), ("#E9D9C3", "#B7C7D9")[at % 2], form="none") for at in range(16)]
    lawn = Item(rect(0, 700, 1024, 324), "#8FB97A", form="none")
    return Shot((Group([*stripes, lawn]),), next(group for group in groups if group.is_subject))


@pytest.mark.parametrize("noun", ["cat", "teapot", "car"])
@pytest.mark.parametrize("material", sorted(MATERIALS))
def test_every_material_changes_its_subject_and_nothing_far_from_it(noun: str, material: str) -> None:
    one = shot(noun)
    plain, made = one.paint().astype(int), one.paint(material).astype(int)
    changed = np.abs(plain - made).max(-1) > 6
    subject = one.mask()
    assert changed[subject].mean() > 0.25
    spill = 150 if MATERIALS[material].lit_lines else 8  # a glow reaches far
    far = ~one.mask(spill)
    ground = one.subject.ground or 0.0
    shadow = np.zeros_like(far)
    shadow[int((ground - 70) / 2) : int((ground + 70) / 2)] = True
    assert not (changed & far & ~shadow).any()


@pytest.mark.parametrize("material", sorted(MATERIALS))
def test_eyes_stay_as_they_are(material: str) -> None:
    one = shot("cat")
    plain, made = one.paint(size=1024).astype(int), one.paint(material, size=1024).astype(int)
    for eye, _ in eyes_of(one.subject.items):
        box = eye.path.getBounds()
        inner = np.s_[int(box.centerY() - box.height() * 0.25) : int(box.centerY() + box.height() * 0.25),
                      int(box.centerX() - box.width() * 0.2) : int(box.centerX() + box.width() * 0.2)]  # fmt: skip
        assert np.abs(plain[inner] - made[inner]).max() <= 8


@pytest.mark.parametrize("material", ["marble", "wood", "crystal", "neon"])
def test_a_material_is_the_same_each_time(material: str) -> None:
    first, again = shot("teapot"), shot.__wrapped__("teapot")
    assert first is not again
    assert np.array_equal(first.paint(material), again.paint(material))


def test_glass_shows_what_is_behind_it() -> None:
    """A chessboard behind a glass ball is still to be seen in it, and not in a golden one."""
    board = [
        Item(rect(96 * column, 96 * row, 96, 96), "#F4EFE4" if (row + column) % 2 else "#3A4A7A", form="none")
        for row in range(11)
        for column in range(11)
    ]
    ball = Group([Item(circle(512, 512, 260), "#E58A4A", cls="pot")], "ball", layer="subject")
    one = Shot((Group(board),), ball)
    y, x = np.mgrid[0:SIZE, 0:SIZE]
    inside = np.hypot(x - 256, y - 256) < 60
    behind = cv2.GaussianBlur(_grey(stage.StageScene([Group(board)], Canvas(), DAY, 1)), (0, 0), 3)[inside]
    seen = {name: cv2.GaussianBlur(one.paint(name).mean(-1), (0, 0), 3)[inside] for name in ("glass", "gold")}
    assert np.corrcoef(behind, seen["glass"])[0, 1] > 0.5
    assert abs(np.corrcoef(behind, seen["gold"])[0, 1]) < 0.3


def _grey(scene: stage.StageScene) -> NDArray[np.float64]:
    picture = stage.fit(stage.paint_scene(scene, 1024, Unwatched(), grain=False), Canvas(), SIZE)
    return picture.mean(-1)


@pytest.mark.parametrize(
    ("material", "low", "high"), [("gold", 35, 52), ("copper", 8, 30), ("jade", 135, 175), ("chocolate", 10, 32)]
)
def test_hues_are_those_of_the_real_thing(material: str, low: float, high: float) -> None:
    one = shot("teapot")
    pixels = one.paint(material)[one.mask()]
    red, green, blue = (float(value) / 255 for value in np.median(pixels, 0))
    assert low <= colorsys.rgb_to_hsv(red, green, blue)[0] * 360 <= high


def test_metal_has_both_darker_and_brighter_places_than_the_plain_drawing() -> None:
    one = shot("teapot")
    inside = one.mask()
    plain, gold = one.paint()[inside].mean(-1), one.paint("chrome")[inside].mean(-1)
    assert np.percentile(gold, 98) - np.percentile(gold, 2) > np.percentile(plain, 98) - np.percentile(plain, 2)


def test_clear_things_throw_a_pale_shadow_with_light_in_it() -> None:
    one = shot("teapot")
    ground = int((one.subject.ground or 0) / 2)
    rows = np.s_[ground - 4 : ground + 12]
    outside = ~one.mask()[rows]
    stone, glass = (one.paint(name).astype(int).mean(-1)[rows][outside] for name in ("stone", "glass"))
    assert np.maximum(glass - stone, 0).sum() > 4 * np.maximum(stone - glass, 0).sum()
    assert (glass - stone).max() > 20


def test_neon_lights_its_surroundings() -> None:
    one = shot("cat")
    near = one.mask(24) & ~one.mask(6)
    near[int((one.subject.ground or 0) / 2) - 40 :] = False
    assert one.paint("neon")[near].mean() > one.paint()[near].mean() + 3


def test_flat_styles_paint_in_the_colour_of_the_material() -> None:
    pixel = style_for("anime")
    assert pixel is not None
    plain, wooden = (
        pixel.render(compose(read_scene(prompt), 7).stage, 256, Unwatched()) for prompt in ("a car", "a chocolate car")
    )
    mask = cv2.resize(shot("car").mask().astype(np.uint8), (256, 256), interpolation=cv2.INTER_NEAREST) > 0
    red, green, blue = (float(value) / 255 for value in np.median(wooden[mask], 0))
    assert 5 <= colorsys.rgb_to_hsv(red, green, blue)[0] * 360 <= 35
    assert wooden[mask].mean() < plain[mask].mean() - 20


def test_a_colour_that_is_asked_for_dyes_the_material() -> None:
    items = shot("teapot").subject.items
    red = [item.color for item in dressed(items, MATERIALS["glass"], "#E5484D") if item.material]
    plain = [item.color for item in dressed(items, MATERIALS["glass"]) if item.material]

    def redness(colors: list[str]) -> float:
        return float(np.mean([int(color[1:3], 16) - int(color[3:5], 16) for color in colors]))

    assert redness(red) > redness(plain) + 60


def test_dressing_leaves_the_items_as_they_were() -> None:
    items = shot("cat").subject.items
    before = [(item.color, item.material, len(item.marks)) for item in items]
    dressed(items, MATERIALS["gold"])
    assert [(item.color, item.material, len(item.marks)) for item in items] == before


def test_large_pictures_are_finer_and_not_other_ones() -> None:
    one = shot("teapot")
    scene = stage.StageScene(
        [*one.groups, Group(dressed(one.subject.items, MATERIALS["wood"]), "teapot", layer="subject")], Canvas(), DAY, 1
    )
    small = stage.paint_scene(scene, 1024, Unwatched(), grain=False).astype(int)
    large = stage.fit(stage.paint_scene(scene, 2560, Unwatched(), grain=False), Canvas(), 1024).astype(int)
    assert np.abs(small - large).mean() < 4


# surfaces


def test_a_disc_becomes_half_a_ball() -> None:
    mask = np.zeros((240, 240), np.float32)
    cv2.circle(mask, (120, 120), 100, 1.0, -1, cv2.LINE_AA)
    dome = inflate(mask)
    for share in (0.0, 0.3, 0.6, 0.9):
        assert dome.nx[120, 120 + int(share * 100)] == pytest.approx(share, abs=0.05)
    assert dome.height[120, 120] == pytest.approx(100, rel=0.1)
    assert np.hypot(np.hypot(dome.nx, dome.ny), dome.nz)[mask > 0.5] == pytest.approx(1, abs=0.01)


def test_the_rim_is_smooth_on_slanting_edges() -> None:
    """No staircase: along a straight edge the normal stays the same."""
    large = np.zeros((1600, 480), np.uint8)
    cv2.fillPoly(large, [np.array([[120, -200], [344, -200], [400, 1800], [176, 1800]])], 255)
    dome = inflate(cv2.resize(large, (120, 400), interpolation=cv2.INTER_AREA).astype(np.float32) / 255)
    y, x = np.mgrid[0:400, 0:120]
    from_edge = (x + 0.5) * 4 - (120 + (y * 4 + 200) * 56 / 2000)
    for low in (4, 12, 24):
        at = (from_edge > low) & (from_edge < low + 4) & (y > 60) & (y < 340)
        assert dome.nx[at].std() < 0.05


def test_veins_of_marble_never_close() -> None:
    """A closed loop would need a level line that turns back; along its direction the slope only rises."""
    height, width = 300, 300
    cover = np.ones((height, width), np.float32)
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    item = Item(rect(0, 0, width, height), "#FFFFFF")
    albedo = np.full((height, width, 3), 255, np.float32)
    part = Part(
        item, item.path, MATERIALS["marble"], inflate(cover), cover, albedo, columns, rows, albedo,
        np.full((2, 3), 200, np.float32), DAY, Sheet(width, height, 1.0, 5), 0, 0, 1024.0, 1,
    )  # fmt: skip
    for angle, period in ((0.75, 118.0), (-0.35, 76.0)):
        slope = vein_height(part, angle, period, 21)
        down, right = np.gradient(np.asarray(slope))
        rising = right * np.cos(angle) + down * np.sin(angle)
        assert rising[2:-2, 2:-2].min() > 0
        assert np.abs(slope - np.round(slope)).min() < 0.01  # and there are veins


def test_porcelain_is_white_with_cobalt_on_it() -> None:
    one = shot("teapot")
    seen = one.paint("porcelain")[one.mask()].astype(int)
    white = (seen.min(-1) > 175) & (np.ptp(seen, axis=-1) < 50)
    blue = (seen[:, 2] - seen[:, 0] > 45) & (seen[:, 2] > seen[:, 1])
    assert white.mean() > 0.35
    assert 0.04 < blue.mean() < 0.5


def test_clay_is_warm_whatever_is_made_of_it() -> None:
    one = shot("teapot")
    clay, plastic = (one.paint(name)[one.mask()].astype(int) for name in ("clay", "plastic"))
    assert (clay[:, 0] - clay[:, 2]).mean() > (plastic[:, 0] - plastic[:, 2]).mean()
