"""Runs the exported network: its tables of words with numpy, its reader with ONNX Runtime, on one core."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol, cast

import numpy as np
import onnxruntime  # pyright: ignore[reportMissingTypeStubs]
from numpy.typing import NDArray
from safetensors import numpy as safetensors

from core.understanding.trained.decode import Floats, Said
from core.understanding.trained.tokens import Encoded

WEIGHTS: Final = Path(__file__).with_name("weights")
"""The weights that ship."""
GRAM_SCALE: Final = 8.0
"""A mean over many n-grams is small; it is scaled to the size of a hidden state."""
OUTPUTS: Final = ("pipeline", "closed", "face", "start", "end")


@dataclass(frozen=True)
class Table:
    """Vectors stored as bytes, each row with a scale of its own."""

    rows: NDArray[np.int8]
    scales: Floats

    def __getitem__(self, at: list[int] | slice) -> Floats:
        return self.rows[at].astype(np.float32) * self.scales[at][:, None]


class Network:
    """A trained network in memory. Calls from several threads at once are allowed."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        """Load the weights in `folder`. Raises OSError where there are none."""
        self.vocabulary = folder.joinpath("vocabulary.txt").read_text(encoding="utf-8").splitlines()
        held = safetensors.load_file(folder / "tables.safetensors")  # pyright: ignore[reportUnknownMemberType]
        self._tables = {
            name: Table(held[name], held[f"{name}.scales"].astype(np.float32))
            for name in ("words", "pairs", "segments", "positions", "grams")
        }
        self.temperature = float(held["temperature"][0])
        self._reader = _session(folder / "reader.onnx")

    def __call__(self, encoded: Encoded) -> Said:
        """What the network says of one turn."""
        tables = self._tables
        size = min(len(encoded.pieces), len(tables["positions"].rows))
        embedded = tables["words"][encoded.pieces[:size]] + tables["segments"][encoded.segments[:size]]
        embedded += tables["positions"][:size]
        paired = [at for at, pair in enumerate(encoded.pairs[:size]) if pair]
        if paired:
            embedded[paired] += tables["pairs"][[encoded.pairs[at] for at in paired]]
        grams = tables["grams"][encoded.grams].mean(0, keepdims=True) * GRAM_SCALE
        held = np.array([encoded.held], np.float32)
        given = {"embedded": embedded[None], "grams": grams.astype(np.float32), "held": held}
        return Said(*(one[0] for one in self._reader.run(list(OUTPUTS), given)))


class _Session(Protocol):
    """What is used of an ONNX Runtime session, which has no types of its own."""

    def run(self, names: list[str], given: dict[str, Floats]) -> list[Floats]: ...


def _session(graph: Path) -> _Session:
    """A session on one thread: turns of many conversations are read side by side."""
    options: Any = onnxruntime.SessionOptions()  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return cast(_Session, onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"]))
