"""The gallery as files: a picture a tile, and a page that shows them."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

import numpy as np
from PIL import Image

from core.lexicon import is_chinese
from core.problems import ProblemError
from core.recipe import Drawing, plan
from gpuserver.engines.base import Picture, Pixels, Unwatched
from gpuserver.engines.illustrator.engine import Illustrator
from gpuserver.engines.photo.engine import Photo
from gpuserver.gallery.chapters import Tile, chapters, styles_of_photos

_STYLE = """
:root{color-scheme:light dark;--wall:#FBF3E6;--ink:#2B2238;--soft:#6B6379;--line:#E4D6C2}
@media (prefers-color-scheme:dark){:root{--wall:#14101B;--ink:#F5F1FA;--soft:#BDB4CA;--line:#352C43}}
body{margin:0;padding:24px;background:var(--wall);color:var(--ink);
font:15px/1.5 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{max-width:1500px;margin:auto}
h1{font-size:32px;line-height:1.15;margin:0 0 8px}
h2{font-size:20px;margin:40px 0 12px;padding-top:12px;border-top:1px solid var(--line)}
span[lang=zh]{font-weight:500;color:var(--soft)}h2 small{color:var(--soft);font-weight:400}
nav{display:flex;flex-wrap:wrap;gap:4px 16px}a{color:inherit}a:focus-visible{outline:2.5px solid #6C63C7}
.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(190px,44%),1fr));gap:16px 12px}
figure{margin:0}img{width:100%;height:auto;border-radius:10px;display:block}
figcaption{font-size:13px;line-height:1.4;padding:6px 2px 0;overflow-wrap:anywhere}
"""
_HEAD = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    f"<title>What Chatelier draws</title><style>{_STYLE}</style></head><body><main>"
    '<h1>What Chatelier draws <span lang="zh">画廊</span></h1>'
)


def build(out: Path, size: int, photo: Pixels | None = None, only: str = "") -> Iterator[str]:
    """Write the pictures (long side `size` px) and `index.html` to `out`; gives each tile's title once it is drawn.

    `photo`: shown in every style besides. `only`: the chapters whose title holds these words.
    """
    out.mkdir(parents=True, exist_ok=True)
    shown = [chapter for chapter in chapters() if only.lower() in chapter.title.lower()]
    body: list[str] = []
    for at, chapter in enumerate(shown):
        body.append(_heading(at, chapter.title, chapter.chinese, len(chapter.tiles)))
        for number, tile in enumerate(chapter.tiles):
            name = f"{at:02d}-{number:03d}.webp"
            body.append(_figure(name, tile.title, _write(out / name, _drawn(tile, size))))
            yield tile.title
        body.append("</div>")
    links = [_link(at, chapter.title, chapter.chinese) for at, chapter in enumerate(shown)]
    if photo is not None and not only:
        styles, title = styles_of_photos(), ("A photo in every style", "一张照片的各种风格")
        links.append(_link(len(shown), *title))
        body.append(_heading(len(shown), *title, len(styles)))
        for number, (name, pixels) in enumerate(_styled(photo)):
            file = f"photo-{number:02d}.webp"
            body.append(_figure(file, name, _write(out / file, pixels)))
            yield name
        body.append("</div>")
    page = f"{_HEAD}<nav>{''.join(links)}</nav>{''.join(body)}</main></body></html>"
    out.joinpath("index.html").write_text(page, encoding="utf-8")


def _styled(photo: Pixels) -> Iterator[tuple[str, Pixels]]:
    """The titles of the styles, each with the photo in that style."""
    for title, edit in styles_of_photos():
        yield title, Photo().edit(Picture(photo), [edit], Unwatched()).pixels


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


def _link(at: int, title: str, chinese: str) -> str:
    return f'<a href="#c{at}">{escape(title)} <span lang="zh">{escape(chinese)}</span></a>'


def _heading(at: int, title: str, chinese: str, count: int) -> str:
    names = f'{escape(title)} <span lang="zh">{escape(chinese)}</span> <small>{count}</small>'
    return f'<h2 id="c{at}">{names}</h2><div class="tiles">'


def _figure(name: str, title: str, box: tuple[int, int]) -> str:
    words = escape(title)
    language = ' lang="zh"' if is_chinese(title) else ""
    return (
        f'<figure{language}><img src="{name}" alt="{words}" width="{box[0]}" height="{box[1]}" loading="lazy">'
        f"<figcaption>{words}</figcaption></figure>"
    )
