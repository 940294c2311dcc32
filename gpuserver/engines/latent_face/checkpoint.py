"""Reads the public checkpoints by their key names; a file that does not fit is an error that names keys."""

# pyright: reportMissingImports=false

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, TypeVar, cast

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn

from gpuserver.engines.latent_face.arcface import Backbone
from gpuserver.engines.latent_face.e4e import E4e, Encoder4Editing
from gpuserver.engines.latent_face.stylegan2 import Generator

E4E_FILE: Final = "e4e_ffhq_encode.pt"
ARCFACE_FILE: Final = "model_ir_se50.pth"
_NAMED: Final = 3
_COUNTED: Final = "num_batches_tracked"
"""A counter of training that old checkpoints lack and that nothing here reads."""

M = TypeVar("M", bound=nn.Module)


class WeightsError(ValueError):
    """A file of weights that is missing, unreadable or of another network; the message says which and why."""


def load_e4e(folder: Path, module: E4e | None = None) -> E4e:
    """The public `e4e_ffhq_encode.pt` (or .safetensors with `encoder.*`, `decoder.*`, `latent_avg`) in `folder`.

    `module`: what to fill; None is the public architecture. Raises WeightsError.
    """
    if module is None:
        with torch.device("meta"):
            module = E4e(Encoder4Editing(), Generator())
    path = _present(folder, E4E_FILE)
    held = _read(path)
    state = {**_tensors(held), **_tensors(held.get("state_dict"))}
    if "latent_avg" not in state:
        raise WeightsError(f"{path.name} has no latent_avg")
    if state["latent_avg"].ndim == 1:  # one latent for all layers
        state["latent_avg"] = state["latent_avg"].expand(module.decoder.n_latent, -1)
    return _filled(module, state, path)


def load_arcface(folder: Path, module: Backbone | None = None) -> Backbone:
    """The public `model_ir_se50.pth` (or .safetensors) in `folder`. `module` as in `load_e4e`. Raises WeightsError."""
    if module is None:
        with torch.device("meta"):
            module = Backbone()
    path = _present(folder, ARCFACE_FILE)
    return _filled(module, _tensors(_read(path)), path)


def _present(folder: Path, name: str) -> Path:
    for path in ((folder / name).with_suffix(".safetensors"), folder / name):
        if path.is_file():
            return path
    raise WeightsError(f"{name} is not in {folder}: put it there, or its tensors as .safetensors")


def _read(path: Path) -> Mapping[str, object]:
    """The tensors of `path`. Never runs code that a file brings."""
    try:
        held = load_file(path) if path.suffix == ".safetensors" else _unpickled(path)
    except (pickle.UnpicklingError, RuntimeError, SafetensorError, EOFError) as error:
        raise WeightsError(f"{path.name} cannot be read as weights: {str(error).splitlines()[0]}") from error
    if not isinstance(held, Mapping):
        raise WeightsError(f"{path.name} holds a {type(held).__name__}, not named tensors")
    return held


def _tensors(held: object) -> dict[str, Tensor]:
    """What `held` names that is a tensor: checkpoints hold options beside them."""
    if not isinstance(held, Mapping):
        return {}
    found = cast("Mapping[str, object]", held)
    tensors = {key: cast("Tensor", value) for key, value in found.items() if isinstance(value, Tensor)}
    return {key: value.float() if value.is_floating_point() else value for key, value in tensors.items()}


def _unpickled(path: Path) -> object:
    return torch.load(path, map_location="cpu", weights_only=True)


def _filled(module: M, state: Mapping[str, Tensor], path: Path) -> M:
    """`module` with exactly the tensors of `state`, for inference."""
    wanted = module.state_dict()
    problems = [
        _listed("missing", [key for key in wanted if key not in state and not key.endswith(_COUNTED)]),
        _listed("unknown", [key for key in state if key not in wanted]),
        _listed("of another shape", [key for key in wanted if key in state and state[key].shape != wanted[key].shape]),
    ]
    if any(problems):
        raise WeightsError(f"{path.name} does not fit {type(module).__name__}: {'; '.join(filter(None, problems))}")
    module.load_state_dict(state, assign=True)
    return module.eval().requires_grad_(False)


def _listed(what: str, keys: Sequence[str]) -> str:
    more = f" and {len(keys) - _NAMED} more" if len(keys) > _NAMED else ""
    return f"{what}: {', '.join(keys[:_NAMED])}{more}" if keys else ""
