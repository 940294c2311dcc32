"""Every value of a face slot, in the order in which values are put on, and the change that each makes.

Paint goes on the face as it is in the photo; the expression moves it last, so that a beard and lipstick move with the
mouth and one mesh serves all.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from core.problems import Code, ProblemError
from gpuserver.engines.face.bangs import bangs
from gpuserver.engines.face.big_eyes import big_eyes
from gpuserver.engines.face.brows import bushy_brows
from gpuserver.engines.face.cheeks import rosy_cheeks
from gpuserver.engines.face.complexion import pale_skin
from gpuserver.engines.face.edit import Change
from gpuserver.engines.face.expression import EXPRESSIONS, expression
from gpuserver.engines.face.facial_hair import FACIAL_HAIR
from gpuserver.engines.face.frame import View
from gpuserver.engines.face.hair_color import DYES, hair_color
from gpuserver.engines.face.hairline import no_bangs, receding
from gpuserver.engines.face.heavy_makeup import heavy_makeup
from gpuserver.engines.face.lips import lipstick
from gpuserver.engines.face.no_makeup import no_makeup
from gpuserver.engines.face.shave import no_beard
from gpuserver.engines.face.sideburns import sideburns

VALUES: Final = (
    "no beard",
    "pale skin",
    "no makeup",
    *DYES,
    "receding hairline",
    "no bangs",
    "bangs",
    "sideburns",
    "mustache",
    "goatee",
    "bushy eyebrows",
    "rosy cheeks",
    "heavy makeup",
    "lipstick",
    "smiling",
    "no smiling",
    "sad",
    "angry",
    "surprise",
    "fear",
    "disgust",
    "big eyes",
)

CHANGES: Final[dict[str, Change]] = {
    "no beard": Change(no_beard, whole=True),
    "pale skin": Change(pale_skin),
    "no makeup": Change(no_makeup),
    **{value: Change(hair_color(value), View.HEAD) for value in DYES},
    "receding hairline": Change(receding),
    "no bangs": Change(no_bangs),
    "bangs": Change(bangs),
    "sideburns": Change(sideburns),
    **{value: Change(operation) for value, operation in FACIAL_HAIR.items()},
    "bushy eyebrows": Change(bushy_brows),
    "rosy cheeks": Change(rosy_cheeks),
    "heavy makeup": Change(heavy_makeup),
    "lipstick": Change(lipstick),
    **{value: Change(expression(value)) for value in EXPRESSIONS},
    "big eyes": Change(big_eyes),
}
"""What each value does; a value that is not here cannot be done yet."""


def ordered(values: Collection[str]) -> tuple[str, ...]:
    """`values` in the order in which they are put on, each once. Raises ProblemError for one that cannot be done."""
    if missing := [value for value in values if value not in CHANGES]:
        raise ProblemError(Code.CANNOT_DO, f"the face engine cannot make {', '.join(missing)}", pipeline="edit_face")
    return tuple(value for value in VALUES if value in values)
