"""Isometric: a diorama with axes at 30 degrees for drawings, cubes with three lit faces for photos."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from core.catalogue import action
from core.recipe import Drawing
from core.scene.reader import read_scene
from core.styles import style_id
from gpuserver.engines.base import Picture, Pixels, Unwatched
from gpuserver.engines.illustrator.engine import Illustrator
from gpuserver.engines.photo.engine import Photo
from gpuserver.raster.cubes import cubes


def drawn(prompt: str, style: str | None = "isometric", aspect: str = "1:1") -> Pixels:
    scene = read_scene(prompt).model_copy(update={"style": style})
    return Illustrator().draw(Drawing(prompt=prompt, scene=scene, seed=3, aspect=aspect), 512, Unwatched()).pixels


@pytest.mark.parametrize(
    "words", ["isometric", "isometric style", "2.5D", "等距", "等距风格", "isometric room", "体素"]
)
def test_the_style_has_names_in_both_languages(words: str) -> None:
    assert style_id(words) == "isometric"


def test_a_prompt_that_names_it_is_drawn_in_it() -> None:
    for prompt in ("a cat, isometric", "a cat in isometric style", "一只猫，等距风格"):
        assert style_id(read_scene(prompt).style or "") == "isometric", prompt


def slopes(pixels: Pixels) -> list[float]:
    """Angles of the long straight edges, degrees from level."""
    edges = cv2.Canny(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), 40, 120)
    lines = cv2.HoughLinesP(edges, 1, np.pi / 720, 60, minLineLength=110, maxLineGap=4)
    assert lines is not None
    return [float(np.degrees(np.arctan2(y1 - y0, x1 - x0))) for x0, y0, x1, y1 in np.asarray(lines).reshape(-1, 4)]


def test_long_edges_run_at_thirty_degrees_or_upright() -> None:
    angles = np.abs(slopes(drawn("a cat in a room")))
    assert np.mean((np.abs(angles - 30) < 2) | (np.abs(angles - 90) < 2)) > 0.8


@pytest.mark.parametrize("aspect", ["16:9", "9:16"])
def test_the_whole_block_is_in_the_picture_in_every_shape(aspect: str) -> None:
    pixels = drawn("a cat in a room", aspect=aspect).astype(int)
    for edge in (pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]):
        assert np.abs(np.diff(edge, axis=0)).max() < 12


def test_the_subject_is_still_of_its_color() -> None:
    red = drawn("a red car").astype(int)
    assert ((red[..., 0] - red[..., 1] > 90) & (red[..., 0] - red[..., 2] > 60)).mean() > 0.03


def test_a_cube_has_three_faces_lighter_on_top_and_on_the_left() -> None:
    level = np.zeros((200, 200), np.float32)
    built = cubes(np.full((200, 200, 3), 128, np.uint8), level, 20)[60:140, 60:140, 0]
    tones, counts = np.unique(built, return_counts=True)
    main = np.sort(tones[np.argsort(counts)[-3:]])
    assert main[2] > main[1] > main[0]
    assert counts[np.isin(tones, main)].sum() > 0.75 * built.size


def test_a_photo_keeps_its_size_its_alpha_and_its_colors() -> None:
    photo = np.zeros((120, 180, 4), np.uint8)
    photo[:, :90], photo[:, 90:] = (200, 40, 40, 255), (40, 60, 200, 128)
    out = Photo().edit(Picture(photo), [action("style_transfer", style="isometric")], Unwatched()).pixels
    assert out.shape == photo.shape
    assert np.array_equal(out[..., 3], photo[..., 3])
    assert out[:, :80, 0].mean() > 2 * out[:, :80, 2].mean()
    assert out[:, 100:, 2].mean() > 1.3 * out[:, 100:, 0].mean()
