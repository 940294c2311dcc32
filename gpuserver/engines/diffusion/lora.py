"""LoRAs by name (Hu et al., 2021): `<folder>/<model>/<name>.safetensors`, put on a model and taken off again."""

# pyright: reportMissingImports=false
from __future__ import annotations

from pathlib import Path
from typing import Any, Final
from weakref import WeakKeyDictionary

from core.problems import Code, ProblemError

_SUFFIX: Final = ".safetensors"
_KEPT: Final = 8
"""LoRAs that stay in memory with one model."""


class Loras:
    """The LoRAs of all models. `wear` is called by the accelerator's thread alone."""

    def __init__(self, folder: Path | None) -> None:
        """Without a `folder` there are none."""
        self._folder = folder
        self._worn: WeakKeyDictionary[Any, tuple[str, ...]] = WeakKeyDictionary()
        """What each pipeline wears now."""
        self._loaded: WeakKeyDictionary[Any, list[str]] = WeakKeyDictionary()
        """What each pipeline has in memory, the last used one last."""

    def names(self, model: str) -> tuple[str, ...]:
        """The names that are there for `model`."""
        if self._folder is None:
            return ()
        return tuple(sorted(path.stem for path in (self._folder / model).glob(f"*{_SUFFIX}")))

    def named(self, words: str | None, model: str) -> tuple[str, ...]:
        """The LoRA that `words` name, such as a style: "Soft Clay" is soft-clay; empty where there is none."""
        wanted = _plain(words or "")
        return tuple(name for name in self.names(model) if _plain(name) == wanted)[:1]

    def wear(self, pipe: Any, model: str, names: tuple[str, ...]) -> None:
        """Let `pipe` work with exactly `names`. Raises ProblemError for one that is missing or does not fit."""
        if self._worn.get(pipe, ()) == names:
            return
        for name in names:
            self._load(pipe, model, name)
        if names:
            pipe.enable_lora()
            pipe.set_adapters(list(names))
        else:
            pipe.disable_lora()
        self._worn[pipe] = names

    def _load(self, pipe: Any, model: str, name: str) -> None:
        loaded = self._loaded.setdefault(pipe, [])
        if name in loaded:
            loaded.remove(name)
        else:
            self._read(pipe, model, name)
        loaded.append(name)
        while len(loaded) > _KEPT:
            pipe.delete_adapters(loaded.pop(0))

    def _read(self, pipe: Any, model: str, name: str) -> None:
        if self._folder is None or name not in self.names(model):
            has = ", ".join(self.names(model)) or "none"
            raise ProblemError(Code.INVALID_REQUEST, f"there is no LoRA {name!r} for {model}; there are: {has}")
        try:
            pipe.load_lora_weights(
                str(self._folder / model), weight_name=f"{name}{_SUFFIX}", adapter_name=name, local_files_only=True
            )
        except Exception as error:
            detail = f"the LoRA {name} cannot be used with {model}: take one that was trained for it ({error})"
            raise ProblemError(Code.INVALID_REQUEST, detail[:300]) from error


def _plain(words: str) -> str:
    return "".join(letter for letter in words.lower() if letter.isalnum()).removesuffix("style")
