"""From a trained network to the files that ship: tables in bytes, the reader as an eight-bit graph."""

# pyright: reportMissingImports=false
# torch belongs to the `train` extra.

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.numpy import save_file
from torch import Tensor, nn

from core.understanding.trained.labels import FACE_VALUES
from gpuserver.training.network import WIDTH, Network, Reader

_AXES: Final[dict[str, int | None]] = {"pipeline": None, "closed": None, "face": None, "start": 3, "end": 3}
"""The outputs of the graph, and which of their axes are as long as the turn."""


class _Graph(nn.Module):
    """A reader with plain outputs, as a graph needs them."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, embedded: Tensor, grams: Tensor, held: Tensor) -> tuple[Tensor, ...]:
        said = self.reader(embedded, grams, held)
        return said.pipeline, said.closed, said.face, said.start, said.end


def export(network: Network, words: list[str], folder: Path, temperature: float = 1.0) -> int:
    """Write the files of `network` to `folder`; their size in bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    network = network.eval()
    folder.joinpath("vocabulary.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    tables = {
        "words": torch.cat([network.fresh.weight, network.words.weight]),
        "pairs": network.pairs.weight,
        "segments": network.segments.weight,
        "positions": network.positions.weight,
        "grams": network.grams.weight,
    }
    held: dict[str, NDArray[np.generic]] = {"temperature": np.array([temperature], np.float32)}
    for name, table in tables.items():
        held[name], held[f"{name}.scales"] = in_bytes(table.detach().numpy())
    save_file(held, folder / "tables.safetensors")
    _graph(network, folder / "reader.onnx")
    return sum(file.stat().st_size for file in folder.iterdir())


def in_bytes(table: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float16]]:
    """Rows as whole numbers from -127 to 127, and the scale of each."""
    scales = np.maximum(np.abs(table).max(1) / 127, 1e-8).astype(np.float16).astype(np.float32)
    scales = np.maximum(scales, 6e-8)
    return np.clip(np.rint(table / scales[:, None]), -127, 127).astype(np.int8), scales.astype(np.float16)


def _graph(network: Network, file: Path) -> None:
    given = (torch.randn(1, 24, WIDTH), torch.randn(1, network.grams.embedding_dim), torch.zeros(1, len(FACE_VALUES)))
    dynamic = {name: {axis: "T"} for name, axis in _AXES.items() if axis is not None}
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            _Graph(network.reader), given, str(whole), input_names=["embedded", "grams", "held"],
            output_names=list(_AXES),
            dynamic_axes={"embedded": {1: "T"}, **dynamic}, opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(whole, file, weight_type=QuantType.QInt8, per_channel=True)
