"""The command that shows what the embedded engines draw."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from PIL import Image, ImageOps
from rich.progress import track

from bots.cli.root import app, console, fail
from gpuserver.gallery.page import build


@app.command()
def gallery(
    out: Annotated[Path, typer.Option(file_okay=False, help="folder for the page and its pictures")] = Path("gallery"),
    size: Annotated[int, typer.Option(min=64, max=2048, help="long side of a picture in px")] = 384,
    photo: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="a photo to show in every style")
    ] = None,
    only: Annotated[str, typer.Option(help="only chapters whose title holds these words")] = "",
) -> None:
    """Draw every subject, setting, style, material and relation into one page to look at."""
    pixels = None
    if photo is not None:
        try:
            with Image.open(photo) as opened:
                image = ImageOps.exif_transpose(opened).convert("RGB")
        except OSError:
            raise fail(f"{photo} is no picture that can be read") from None
        image.thumbnail((size, size))
        pixels = np.asarray(image)
    count = sum(1 for _ in track(build(out, size, pixels, only), "drawing", console=console))
    console.print(f"{count} pictures: open {out / 'index.html'}")
