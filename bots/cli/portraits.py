"""The command that draws labelled portraits in bulk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import track

from bots.cli.root import app, console
from gpuserver.portraits.export import INDEX, export


@app.command()
def portraits(
    out: Annotated[Path, typer.Option(file_okay=False, help="folder for pictures, masks and their index")],
    count: Annotated[int, typer.Option(min=1, help="how many")] = 100,
    size: Annotated[int, typer.Option(min=64, max=2048, help="side of a picture in px")] = 512,
    seed: Annotated[int, typer.Option(min=0, help="the same seed gives the same files")] = 0,
) -> None:
    """Draw portraits from parameters, with attributes, landmarks, label masks and captions in English and Chinese."""
    for _ in track(export(out, count, size, seed), "drawing", total=count, console=console):
        pass
    console.print(f"{count} portraits: {out / INDEX}")
