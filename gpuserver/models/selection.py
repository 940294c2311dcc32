"""Which files of a repository are pulled: safetensors weights, configurations and tokenizers; never pickles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import PurePosixPath
from typing import Final

from gpuserver.models.offers import Source
from gpuserver.models.problem import ModelError
from gpuserver.models.weights import SUFFIX

PICKLES: Final = frozenset({".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle"})
"""Formats that run code when they are read."""
_PLAIN: Final = frozenset({".json", ".txt", ".md", ".model", ".jinja"})
"""Configurations, tokenizers, chat templates, and the terms in words."""
_TERMS: Final = "LICENSE*"
_CODE: Final = ".py"
_CONFIGURATION: Final = "config.json"
_VARIANT: Final = re.compile(r"\.(fp16|bf16|fp32|fp8|non_ema)(?=[.-])")


@dataclass(frozen=True)
class Selection:
    """Names of the files to pull, and of Python that was left out."""

    taken: tuple[str, ...]
    code: tuple[str, ...]


def select(names: Iterable[str], source: Source, *, code: bool) -> Selection:
    """The files of `source` to pull; `code`: whether its Python may come along.

    Weights are taken where a `config.json` stands beside them: others are the same weights for other programs. Raises
    ModelError for a name that leads outside the folder, and for a model whose weights are not safetensors.
    """
    wanted = sorted(name for name in names if not any(fnmatch(name, pattern) for pattern in source.ignore))
    for name in wanted:
        _refuse_outside(name, source)
    python = tuple(name for name in wanted if name.endswith(_CODE))
    if source.needs_code and not code:
        raise ModelError(
            f"{source.repository} only works with its own Python, which runs with all your rights: read it, "
            "and if you trust it name the repository in CHATELIER_MODELS__REMOTE_CODE"
        )
    weights = tuple(_weights(wanted, source))
    if not weights:
        raise ModelError(f"{source.repository} has no safetensors weights: look for a repository that has them")
    taken = (*filter(_is_plain, wanted), *(python if code else ()), *weights)
    return Selection(taken, () if code else python)


def _is_plain(name: str) -> bool:
    path = PurePosixPath(name)
    return (path.suffix in _PLAIN or fnmatch(path.name, _TERMS)) and not _is_weights(name)


def _is_weights(name: str) -> bool:
    """Whether `name` is a file of weights, or the index of several that are one."""
    return name.endswith(SUFFIX) or fnmatch(name, f"*{SUFFIX}.index*.json")


def _refuse_outside(name: str, source: Source) -> None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name:
        raise ModelError(f"{source.repository} names a file outside its folder ({name}): do not use it")


def _weights(names: list[str], source: Source) -> Iterator[str]:
    """The weights of each part of the model, in one precision."""
    folders: dict[PurePosixPath, list[str]] = defaultdict(list)
    for name in names:
        folders[PurePosixPath(name).parent].append(name)
    for folder, files in folders.items():
        if str(folder / _CONFIGURATION) not in files:
            continue
        found = list(filter(_is_weights, files))
        if not found and any(PurePosixPath(name).suffix in PICKLES for name in files):
            where = "" if folder == PurePosixPath() else f" in {folder}"
            raise ModelError(
                f"{source.repository} has only pickled weights{where}, which run code when they are read: "
                "look for a repository that has safetensors"
            )
        yield from _of_variant(found, source.variant)


def _of_variant(names: list[str], variant: str) -> list[str]:
    """Those of `variant` where there are any; else those of none."""
    of: dict[str, list[str]] = defaultdict(list)
    for name in names:
        found = _VARIANT.search(PurePosixPath(name).name)
        of[found.group(1) if found else ""].append(name)
    return of[variant] if variant in of else of[""]
