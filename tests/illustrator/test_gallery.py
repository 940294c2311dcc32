"""The gallery: one page with a picture of everything that the embedded engines draw."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
from PIL import Image

from gpuserver.engines.illustrator import art, subjects
from gpuserver.engines.illustrator.settings import SETTINGS
from gpuserver.engines.illustrator.styles import STYLES
from gpuserver.gallery.chapters import chapters
from gpuserver.gallery.page import build


def test_everything_there_is_has_a_tile() -> None:
    sizes = {chapter.title: len(chapter.tiles) for chapter in chapters()}
    assert sizes["Subjects"] == len(art.names())
    assert sizes["People"] == len(subjects.PEOPLE)
    assert sizes["Settings"] == 2 * len(SETTINGS)
    assert sizes["Styles"] == 1 + len(STYLES)


def test_a_page_shows_the_pictures_of_its_chapters(tmp_path: Path) -> None:
    titles = list(build(tmp_path, 64, only="ages"))
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    shown = re.findall(r'<img src="([^"]+)" alt="([^"]+)"', page)
    assert [words for _, words in shown] == titles
    pictures = [np.asarray(Image.open(tmp_path / name)) for name, _ in shown]
    assert all(max(one.shape[:2]) == 64 and one.std() > 10 for one in pictures)


def test_an_edit_chain_starts_from_one_picture_and_changes_it_step_by_step() -> None:
    chain = next(chapter for chapter in chapters() if "beach" in chapter.title)
    sources = {str(tile.recipe.source) for tile in chain.tiles}
    assert len(sources) == 1
    assert [len(tile.recipe.edits) for tile in chain.tiles] == list(range(len(chain.tiles)))
