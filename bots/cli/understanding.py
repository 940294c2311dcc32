"""Commands about understanding: what would be understood, and how often it is right."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from bots.cli.root import app, console, fail
from core.evaluation.caise import Instance, command_of, instances
from core.evaluation.caise_trained import CaiseReader, is_for_caise
from core.evaluation.left_out import Part, Without
from core.evaluation.scores import SCORES, Report, Tally, report
from core.predict import predict_dialogues
from core.understanding.interface import Understanding
from core.understanding.trained.network import WEIGHTS
from core.understanding.trained.reader import TrainedUnderstanding
from gpuserver.training.gold import gold, improvised
from gpuserver.training.phrases import HELD_OUT, banks

evaluate = typer.Typer(help="Measure how well turns are understood.", no_args_is_help=True)
app.add_typer(evaluate, name="evaluate")

Files = Annotated[list[Path], typer.Argument(exists=True, dir_okay=False)]
Weights = Annotated[Path, typer.Option(exists=True, file_okay=False, help="folder of the weights to use")]
Share = Annotated[float, typer.Option(min=0.1, max=1, help="the share that `train` was given; scores the rest")]
Left = Annotated[Part | None, typer.Option("--without", help="what the reader is not shown of a turn")]
Caise = Annotated[Path | None, typer.Option(exists=True, help="a file of CAISE instead, such as md_test.json")]
Concepts = Annotated[Path | None, typer.Option(exists=True, help="CAISE's image_concept.json")]
Index = Annotated[Path | None, typer.Option(exists=True, help="CAISE's image_h5_id2idx.json")]


@app.command()
def predict(
    files: Annotated[list[Path] | None, typer.Argument(exists=True, dir_okay=False)] = None,
    weights: Weights = WEIGHTS,
    caise: Caise = None,
    concepts: Concepts = None,
    index: Index = None,
) -> None:
    """Print predictions for dialogues, one JSON object a turn, without rendering."""
    try:
        if caise is None:
            asyncio.run(_predict(files or [], TrainedUnderstanding(weights)))
            return
        command = _command_reader(weights)
        for one in requests_of(caise, concepts, index):
            typer.echo(json.dumps({"uid": one.uid, "command": command(one)}))
    except ValueError as error:
        raise fail(str(error)) from None


async def _predict(files: list[Path], understanding: Understanding) -> None:
    for file in files:
        with file.open(encoding="utf-8") as lines:
            async for prediction in predict_dialogues(lines, understanding):
                typer.echo(prediction.line())


def requests_of(caise: Path, concepts: Path | None, index: Path | None) -> Iterator[Instance]:
    """The requests of one of CAISE's files. Raises ValueError for one that is none."""
    if concepts is None or index is None:
        raise ValueError("--caise needs --concepts and --index too")
    given, seen, rows = (json.loads(file.read_text(encoding="utf-8")) for file in (caise, concepts, index))
    return instances(given, seen, rows)


def _command_reader(weights: Path) -> Callable[[Instance], str]:
    """What reads CAISE's requests: what was trained on CAISE where `weights` is that, else the one that reads turns."""
    if is_for_caise(weights):
        return CaiseReader(weights).command
    understanding = TrainedUnderstanding(weights)
    return lambda one: command_of(understanding.read(one.context), one)


@evaluate.command()
def dialogue(
    files: Files,
    weights: Weights = WEIGHTS,
    without: Left = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Score recorded dialogues with labels: belief, modality, intents, parameters, prompts, replies."""
    try:
        found = asyncio.run(score(files, _reader(weights, without)))
    except ValueError as error:
        raise fail(str(error)) from None
    if as_json:
        typer.echo(json.dumps(found, default=vars, ensure_ascii=False))
        return
    _print(found)


@evaluate.command()
def phrases(
    authors: Annotated[
        list[str] | None, typer.Argument(help="authors of phrase material; none takes those that are never trained on")
    ] = None,
    share: Share = 1.0,
    weights: Weights = WEIGHTS,
    without: Left = None,
) -> None:
    """Score phrasings that were not trained on: the held-out authors' dialogues, or the share that `train` left out."""
    table = Table("author", *(name.replace("_", " ") for name in SCORES[:4]), "turns")
    understanding = _reader(weights, without)
    for author in authors or sorted(HELD_OUT):
        tally = Tally()
        for bank in banks([author], share=share, left_out=share < 1).values():
            asyncio.run(_count([json.dumps(one) for one in gold(bank)], understanding, tally))
        table.add_row(author, *_row(tally))
    console.print(table)


@evaluate.command()
def simulated(
    dialogues: Annotated[int, typer.Option(min=1, help="dialogues of each language")] = 250,
    seed: Annotated[int, typer.Option(help="another one than training's makes dialogues that it did not see")] = 100,
    share: Share = 1.0,
    weights: Weights = WEIGHTS,
) -> None:
    """Score made-up dialogues about a face in the manner of ChatEdit: the phrasings of training, put together anew."""
    table = Table("language", *(name.replace("_", " ") for name in SCORES[:4]), "turns")
    understanding = TrainedUnderstanding(weights)
    for language, bank in banks(share=share, left_out=share < 1).items():
        tally = Tally()
        lines = [json.dumps(one) for one in improvised(bank, dialogues, seed)]
        asyncio.run(_count(lines, understanding, tally))
        table.add_row(language.value, *_row(tally))
    console.print(table)


def _reader(weights: Path, without: Part | None) -> Understanding:
    """The trained understanding, which sees nothing of `without`."""
    trained = TrainedUnderstanding(weights)
    return Without(trained, without) if without else trained


def _row(tally: Tally) -> list[str]:
    """The scores of `SCORES` that dialogues of our own have, and of how many turns."""
    found = report(tally).scores
    return [*(f"{found[name][0]:.1f}" if name in found else "" for name in SCORES[:4]), str(len(tally.sureness))]


async def score(files: list[Path], understanding: Understanding) -> Report:
    """The report over all turns of `files`. Raises ValueError naming a line that is no dialogue."""
    tally = Tally()
    for file in files:
        lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        await _count(lines, understanding, tally)
    return report(tally)


async def _count(lines: list[str], understanding: Understanding, tally: Tally) -> None:
    turns = {one["id"]: one["turns"] for one in map(json.loads, lines)}
    async for predicted in predict_dialogues(lines, understanding):
        tally.add(turns[predicted.id][predicted.turn], predicted)


def _print(found: Report) -> None:
    for title, rows in (("score", found.scores), ("modality by round", found.scenarios), ("pipeline", found.pipelines)):
        table = Table(title, "%", "of")
        for name, (percent, count) in rows.items():
            table.add_row(name.replace("_", " "), f"{percent:.2f}", str(count))
        console.print(table)
    console.print(f"BLEU {found.bleu:.2f}, Distinct-1 {found.distinct_1:.3f}, Distinct-2 {found.distinct_2:.3f}")
    table = Table("confidence", "right", "turns")
    for one in found.calibration:
        table.add_row(f"{one.confidence:.2f}", f"{one.accuracy:.2f}", str(one.turns))
    console.print(table)
    console.print(f"expected calibration error {found.calibration_error:.3f}")
