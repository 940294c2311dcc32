"""The gallery as files: a picture a tile, and a page that shows them."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

import numpy as np
from PIL import Image

from core.problems import ProblemError
from core.recipe import Drawing, plan
from gpuserver.engines.base import Picture, Pixels, Unwatched
from gpuserver.engines.illustrator.engine import Illustrator
from gpuserver.engines.photo.engine import Photo
from gpuserver.gallery.chapters import Chapter, Tile, chapters, styles_of_photos

_STYLE = """
body{margin:0;padding:24px;background:#FBF3E6;color:#2B2238;font:15px/1.4 system-ui,sans-serif}
h1{font-size:28px}h2{font-size:20px;margin:32px 0 10px}
main{max-width:1500px;margin:auto}
.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(190px,1fr));gap:12px}
figure{margin:0}img{width:100%;border-radius:10px;display:block}
figcaption{font-size:13px;padding:4px 2px;overflow-wrap:anywhere}
"""


def build(out: Path, size: int, photo: Pixels | None = None, only: str = "") -> Iterator[str]:
    """Write the pictures (long side `size` px) and `index.html` to `out`; gives each tile's title once it is drawn.

    `photo`: shown in every style besides. `only`: the chapters whose title holds these words.
    """
    out.mkdir(parents=True, exist_ok=True)
    body: list[str] = []
    for at, chapter in enumerate(one for one in chapters() if only.lower() in one.title.lower()):
        body.append(_heading(chapter))
        for number, tile in enumerate(chapter.tiles):
            name = f"{at:02d}-{number:03d}.webp"
            body.append(_figure(name, tile.title, _write(out / name, _drawn(tile, size))))
            yield tile.title
        body.append("</div>")
    if photo is not None and not only:
        body.append('<h2>A photo in every style</h2><div class="tiles">')
        for number, (title, edit) in enumerate(styles_of_photos()):
            name = f"photo-{number:02d}.webp"
            styled = Photo().edit(Picture(photo), [edit], Unwatched()).pixels
            body.append(_figure(name, title, _write(out / name, styled)))
            yield title
        body.append("</div>")
    page = f"<!doctype html><meta charset=utf-8><title>Chatelier draws</title><style>{_STYLE}</style><main>"
    out.joinpath("index.html").write_text(
        f"{page}<h1>What Chatelier draws</h1>{''.join(body)}</main>", encoding="utf-8"
    )


def _drawn(tile: Tile, size: int) -> Pixels:
    """The pixels of a tile; a blank one where nothing of it can be drawn, so that the page shows the gap."""
    planned = plan(tile.recipe)
    assert isinstance(planned.source, Drawing)
    try:
        return Illustrator().draw(planned.source, size, Unwatched()).pixels
    except ProblemError:
        return np.full((size, size, 3), 200, np.uint8)


def _write(path: Path, pixels: Pixels) -> tuple[int, int]:
    Image.fromarray(pixels).save(path, quality=86)
    return pixels.shape[1], pixels.shape[0]


def _heading(chapter: Chapter) -> str:
    return f'<h2>{escape(chapter.title)} ({len(chapter.tiles)})</h2><div class="tiles">'


def _figure(name: str, title: str, box: tuple[int, int]) -> str:
    words = escape(title)
    return (
        f'<figure><img src="{name}" alt="{words}" width="{box[0]}" height="{box[1]}" loading="lazy">'
        f"<figcaption>{words}</figcaption></figure>"
    )
