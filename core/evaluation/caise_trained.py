"""CAISE by what was learnt from its own training split: a generator-extractor (CAISE, section 4.3).

It starts from the command that the shipped reader understands, and chooses each part of a command among its options:
log-linear, one weight for each feature of an option. Its weights stay on the machine that trained them: CAISE's licence
is non-commercial.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from safetensors import numpy as safetensors

from core.evaluation.caise import Instance, command_of
from core.evaluation.caise_asked import asked_of, left_out
from core.evaluation.caise_option import Option
from core.evaluation.caise_options import Learnt, Part, options_of
from core.understanding.trained.reader import TrainedUnderstanding

ROWS: Final = 1 << 18
"""Rows of the table of weights; a feature has the row of its hash."""
_WEIGHTS, _LEARNT = "choices.safetensors", "choices.json"
_TINT: Final = 0.2


def row(part: Part, feature: str) -> int:
    """The row of a feature. The two kinds of colour learn from each other: they share their rows."""
    return zlib.crc32(f"{'color' if part == 'tint' else part} {feature}".encode()) % ROWS


def best(weights: NDArray[np.float32], part: Part, options: Sequence[Option]) -> str:
    """The option with the most weight; the first of equals, and nothing where there are none."""
    scores = [float(weights[[row(part, one) for one in option.features]].sum()) for option in options]
    return options[int(np.argmax(scores))].value if options else ""


def is_for_caise(folder: Path) -> bool:
    """Whether `folder` holds what `chatelier train --caise` made."""
    return (folder / _WEIGHTS).is_file()


def save(folder: Path, weights: NDArray[np.float32], learnt: Learnt) -> int:
    """Write what was learnt to `folder`; its size in bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    safetensors.save_file({"weights": weights}, folder / _WEIGHTS)  # pyright: ignore[reportUnknownMemberType]
    folder.joinpath(_LEARNT).write_text(learnt.model_dump_json() + "\n", encoding="utf-8")
    return sum((folder / name).stat().st_size for name in (_WEIGHTS, _LEARNT))


class CaiseReader:
    """What `chatelier train --caise` made."""

    def __init__(self, folder: Path) -> None:
        """Load what is in `folder`. Raises OSError where there is nothing."""
        held = safetensors.load_file(folder / _WEIGHTS)  # pyright: ignore[reportUnknownMemberType]
        self._weights: NDArray[np.float32] = held["weights"]
        self._learnt = Learnt.model_validate_json(folder.joinpath(_LEARNT).read_bytes())
        self._shipped = TrainedUnderstanding()

    def command(self, instance: Instance) -> str:
        """The command that a request asks for."""
        instance = left_out(instance, self._learnt.without)
        asked = asked_of(instance, command_of(self._shipped.read(instance.context), instance))
        frame = best(self._weights, "frame", options_of("frame", asked, "", self._learnt))

        def chosen(part: Part) -> str:
            return best(self._weights, part, options_of(part, asked, frame, self._learnt))

        match frame:
            case "image_cutout":
                return frame
            case "said":
                return f"search {chosen('said')}"
            case "colored":
                return f"search {chosen('color')} {chosen('said')}"
            case "described":
                return f"search {chosen('thing')}"
            case "adjust_color":
                return f"{frame} {chosen('tint')} {_TINT}"
            case _:
                return f"{frame} {chosen('amount')}"
