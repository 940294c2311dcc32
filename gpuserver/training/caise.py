"""Learns from CAISE's training split to choose, into a local folder: neither the data nor such weights are committed.

Each part of a command is a log-linear choice among its options (a conditional maximum-entropy model), so that the loss
is convex: the same data makes the same weights, and no seed is needed.
"""

# pyright: reportMissingImports=false
# torch belongs to the `train` extra.

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from core.evaluation.caise import Instance, command_of
from core.evaluation.caise_asked import COLOR_WORDS, Asked, Left, asked_of, kind, left_out
from core.evaluation.caise_option import Option
from core.evaluation.caise_options import Learnt, Part, options_of
from core.evaluation.caise_trained import ROWS, row
from core.evaluation.grounding import stem
from core.understanding.trained.reader import TrainedUnderstanding

log = logging.getLogger(__name__)

_LEARNT_TOGETHER: Final[tuple[tuple[Part, ...], ...]] = (
    ("frame",), ("amount",), ("tint", "color"), ("said",), ("thing",),
)  # fmt: skip
_PENALTY: Final[Mapping[Part, float]] = {"frame": 1.0, "amount": 0.5, "tint": 4.0, "said": 1.0, "thing": 2.0}
"""On the squares of the weights; those of colours and things chosen on held-out fifths of the training split."""
_STEPS: Final = 60
_NEVER: Final = -1e9


@dataclass(frozen=True)
class Recorded:
    """A request and the parts of the command that was recorded for it."""

    asked: Asked
    parts: Mapping[Part, str]


@dataclass(frozen=True)
class _Choice:
    part: Part
    options: Sequence[Option]
    right: Sequence[bool]


def recorded(instance: Instance, asked: Asked) -> Recorded:
    """The parts of the recorded command of `instance`."""
    command = instance.command.lower()
    words = command.split()
    frame = kind(command)
    match frame:
        case "search":
            return Recorded(asked, _searched(words[1:], asked, is_first=instance.context.picture == "none"))
        case "adjust_color":
            tint = " ".join(word for word in words[1:] if not word.replace(".", "").isdecimal())
            return Recorded(asked, {"frame": frame, "tint": tint})
        case "image_cutout":
            return Recorded(asked, {"frame": frame})
        case _:
            return Recorded(asked, {"frame": frame, "amount": f"{float(words[-1]):g}"})


def _searched(query: Sequence[str], asked: Asked, *, is_first: bool) -> Mapping[Part, str]:
    """A search is for what was said, in a colour that was not said or without one, or else for what was described."""
    told = {*asked.words, *asked.around}
    color = [word for word in query if word in COLOR_WORDS and word not in told]
    rest = [word for word in query if word not in color]
    if rest and {stem(word) for word in rest} <= {stem(word) for word in told}:
        said = " ".join(rest)
        return (
            {"frame": "colored", "color": " ".join(color), "said": said} if color else {"frame": "said", "said": said}
        )
    if is_first:
        return {"frame": "said", "said": " ".join(query)}
    return {"frame": "described", "thing": " ".join(query)}


def fit(given: Sequence[Instance], without: Left | None = None) -> tuple[NDArray[np.float32], Learnt]:
    """The weights of all features, and the labels that are generated."""
    read = TrainedUnderstanding().read
    shown = [left_out(one, without) for one in given]
    known = [recorded(one, asked_of(one, command_of(read(one.context), one))) for one in shown]
    learnt = Learnt(
        amounts=_often(known, "amount", 3),
        colors=_often(known, "color", 2),
        things=_often(known, "thing", 2),
        said=_often(known, "said", 2),
        without=without,
    )
    weights = torch.zeros(ROWS)
    for parts in _LEARNT_TOGETHER:
        choices = [found for part in parts for one in known if (found := _choice(one, part, learnt))]
        log.info("%s: %d choices", " and ".join(parts), len(choices))
        if choices:
            weights += _weights(choices, _PENALTY[parts[0]])
    return weights.numpy(), learnt


def _often(known: Sequence[Recorded], part: Part, least: int) -> tuple[str, ...]:
    counts = Counter(one.parts[part] for one in known if part in one.parts)
    return tuple(value for value, count in counts.items() if count >= least)


def _choice(one: Recorded, part: Part, learnt: Learnt) -> _Choice | None:
    """The options of a part; None where it has none, or the recorded one is not among them."""
    if part not in one.parts:
        return None
    options = options_of(part, one.asked, one.parts["frame"], learnt)
    meant = sorted(one.parts[part].split())
    right = [sorted(option.value.split()) == meant for option in options]
    return _Choice(part, options, right) if any(right) else None


def _weights(choices: Sequence[_Choice], penalty: float) -> Tensor:
    """(ROWS,): the weights that make what was recorded likeliest, less a penalty on their squares."""
    rows: list[int] = []
    starts: list[int] = []
    groups: list[int] = []
    for number, choice in enumerate(choices):
        for option in choice.options:
            starts.append(len(rows))
            groups.append(number)
            rows += [row(choice.part, one) for one in option.features]
    used, places = torch.unique(torch.tensor(rows), return_inverse=True)
    offsets, group = torch.tensor(starts), torch.tensor(groups)
    right = torch.tensor([one for choice in choices for one in choice.right])
    learnt = torch.zeros(len(used), 1, requires_grad=True)

    def loss() -> Tensor:
        scores = functional.embedding_bag(places, learnt, offsets, mode="sum")[:, 0]
        every = _log_sum(scores, group, len(choices))
        wanted = _log_sum(scores.masked_fill(~right, _NEVER), group, len(choices))
        return (every - wanted).sum() + penalty * (learnt**2).sum()

    _minimise(learnt, loss)
    out = torch.zeros(ROWS)
    out[used] = learnt.detach()[:, 0]
    return out


def _minimise(learnt: Tensor, loss: Callable[[], Tensor]) -> None:
    optimizer = torch.optim.LBFGS(
        [learnt], max_iter=_STEPS, history_size=8, tolerance_change=1e-7, line_search_fn="strong_wolfe"
    )

    def step() -> Tensor:
        optimizer.zero_grad()
        found = loss()
        found.backward()
        return found

    optimizer.step(step)


def _log_sum(scores: Tensor, group: Tensor, groups: int) -> Tensor:
    """(groups,): the logarithm of the sum of the exponentials of the scores of each group."""
    most = torch.full((groups,), _NEVER).scatter_reduce(0, group, scores, "amax").detach()
    return most + torch.zeros(groups).scatter_add(0, group, torch.exp(scores - most[group])).log()
