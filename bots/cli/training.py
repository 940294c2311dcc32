"""The command that trains the understanding anew."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bots.cli.root import app, console, fail, load_settings
from bots.cli.understanding import Caise, Concepts, Index, requests_of
from core.evaluation.caise_asked import Left
from core.evaluation.caise_trained import save
from gpuserver.training.phrases import HELD_OUT, banks


@app.command()
def train(
    out: Annotated[Path, typer.Option(file_okay=False, help="folder for the weights")] = Path("weights"),
    seed: Annotated[int, typer.Option(help="the same seed makes the same weights on the same machine")] = 1,
    steps: Annotated[int, typer.Option(min=1, help="batches of 64 turns")] = 5600,
    layers: Annotated[int, typer.Option(min=1, max=6, help="layers of the encoder")] = 6,
    share: Annotated[float, typer.Option(min=0.1, max=1, help="share of the phrasings that is trained on")] = 1.0,
    caise: Caise = None,
    concepts: Concepts = None,
    index: Index = None,
    without: Annotated[Left | None, typer.Option(help="what of CAISE's requests is left out")] = None,
) -> None:
    """Train the understanding anew from the phrase material, or a reader of CAISE (needs the `train` extra)."""
    try:
        from gpuserver.training import caise as for_caise
        from gpuserver.training.calibrate import temperature
        from gpuserver.training.export import export
        from gpuserver.training.fit import Plan, fit
    except ModuleNotFoundError as error:
        raise fail(f"{error.name} is missing: install it with `uv sync --extra train`") from None
    load_settings("INFO")
    if caise is not None:
        try:
            given = list(requests_of(caise, concepts, index))
        except ValueError as error:
            raise fail(str(error)) from None
        size = save(out, *for_caise.fit(given, without))
        console.print(f"{out}: {size / 1e6:.1f} MB, for this machine only: CAISE's licence is non-commercial")
        return
    network, words = fit(banks(share=share), Plan(seed=seed, steps=steps, layers=layers))
    size = export(network, words, out, temperature(network, words, banks(HELD_OUT)))
    console.print(f"{out}: {size / 1e6:.1f} MB")
