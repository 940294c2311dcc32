"""The same calling by the other sex: a female doctor, a male nurse."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from gpuserver.engines.illustrator.people.body import Garment, Layer
from gpuserver.engines.illustrator.people.cloth import Cut, neck, top
from gpuserver.engines.illustrator.people.details import attached, collar, stethoscope
from gpuserver.engines.illustrator.people.headwork import Face
from gpuserver.engines.illustrator.people.limbs import hands, shoes, sleeves, trousers
from gpuserver.engines.illustrator.people.outfits.history import HISTORY
from gpuserver.engines.illustrator.people.outfits.quests import QUESTS
from gpuserver.engines.illustrator.people.outfits.tales import TALES
from gpuserver.engines.illustrator.people.outfits.uniforms import UNIFORMS
from gpuserver.engines.illustrator.people.pieces import Mark
from gpuserver.engines.illustrator.people.wardrobe import Figure

_WOMEN: Final = {"head_man": "head_woman", "head_oldman": "head_woman", "head_boy": "head_girl"}
"""A man's or a boy's head, and the one that a woman or a girl of the same calling has."""
_BUILDS: Final = {"man": "woman", "stout": "woman", "oldman": "woman", "boy": "girl"}
_BEARDS: Final = frozenset({"beard", "goatee", "mustache", "sideburns", "longbeard", "roundbeard", "brow-bushy"})
_OF_MEN: Final = frozenset({"king", "prince", "santa", "monk"})
"""Whose other sex has a name of its own: a queen, a nun."""

_SCRUBS: Final[tuple[Garment, ...]] = (
    hands(), neck(6), shoes("shoe", "sole"), trousers("top2", 0.91),
    top("top", (Mark("white", "M-44 -10 L0 34 L44 -10", (15,)),), cut=Cut(0.2, 1.2, 80, seam="top2")),
    sleeves("top", 0.42, fit=1.1, bands=((0.35, 0.43, "white"),)), sleeves("skin", 1.04, fit=0.78, layer=1),
    stethoscope(), attached("redcross", Layer.DECO, 48, 44, 0.5),
)  # fmt: skip
_LESSON: Final[tuple[Garment, ...]] = (
    hands(), neck(4), shoes(), trousers("skirt", 0.91),
    top("top", (Mark("shirt", "M-38 -10 L38 -10 L4 70 L-4 70 Z"), Mark("top2", "M0 66 L0 120", (6, 6))),
        cut=Cut(0.14, 1.1, 90)),
    sleeves("top", 0.98, bands=((0.93, 1.0, "top2"),)), collar("white", tie="shoe"),
)  # fmt: skip


def _woman(figure: Figure) -> Figure:
    """A woman in a man's outfit, without his beard; a girl in a boy's."""
    face = figure.face
    hair = "long" if figure.hat or face.hair == "long" or face.file == "head_boy" else "bun"  # no bun shows under a hat
    return replace(
        figure, build=_BUILDS[figure.build],
        face=Face(_WOMEN[face.file], hair, tuple(one for one in face.show if one not in _BEARDS)),
        worn=tuple(one for one in figure.worn if one not in _BEARDS),
    )  # fmt: skip


def _women() -> dict[str, Figure]:
    callings = {**UNIFORMS, **HISTORY, **QUESTS, **TALES}
    return {
        f"female {name}": _woman(figure)
        for name, figure in callings.items() if figure.face.file in _WOMEN and name not in _OF_MEN
    }  # fmt: skip


OTHERS: Final[dict[str, Figure]] = {
    **_women(),
    "male nurse": replace(
        UNIFORMS["nurse"], build="man", face=Face("head_man", "short"), garments=_SCRUBS, hat="",
        colors={**UNIFORMS["nurse"].colors, "tube": "#4B4666"},
    ),
    "male teacher": replace(
        UNIFORMS["teacher"], build="man", face=Face("head_man", "side", ("glasses",)), garments=_LESSON
    ),
}  # fmt: skip
"""Every calling of which a woman's or a man's drawing is made from the other's: "female chef"."""
