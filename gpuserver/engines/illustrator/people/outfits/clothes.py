"""The cut of clothes that somebody may be said to wear, and what each takes the place of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from gpuserver.engines.illustrator.color import mix
from gpuserver.engines.illustrator.people.body import Garment, Layer
from gpuserver.engines.illustrator.people.cloth import Cut, neck, on_torso, skirt, top
from gpuserver.engines.illustrator.people.details import belt, collar
from gpuserver.engines.illustrator.people.limbs import (
    Band,
    bare_arms,
    bare_legs,
    hands,
    one_leg,
    shoes,
    sleeves,
    trousers,
)
from gpuserver.engines.illustrator.people.pieces import Mark
from gpuserver.engines.illustrator.people.rig import LEFT, RIGHT

_UPPER: Final = frozenset({"top", "sleeve", "arm", "belt", "neck", "collar", "tie"})
_LOWER: Final = frozenset({"trousers", "skirt", "legs"})
_SHOES: Final = frozenset({"shoe"})
_SHADE: Final = "#3A2048"


@dataclass(frozen=True)
class Clothing:
    """One piece, or pieces of one cloth."""

    cls: str
    """The palette class that its colour word means; "<cls>2" is that of its edges and folds."""
    color: str
    """Its colour where none is said."""
    garments: tuple[Garment, ...]
    instead_of: frozenset[str]
    """Ids of the parts that it takes the place of."""
    others: Mapping[str, str] = field(default_factory=dict[str, str])
    """Colours of what else belongs to it: a shirt under a jacket."""

    def palette(self) -> dict[str, str]:
        """The colours of all its classes."""
        return {**self.others, **self.dyed(self.color)}

    def dyed(self, color: str, second: str = "") -> dict[str, str]:
        """The palette entries for a colour, and for that of its edges."""
        return {self.cls: color, f"{self.cls}2": second or mix(color, _SHADE, 0.24)}


def _ribs(cls: str) -> tuple[Mark, Mark]:
    return Mark(cls, "M-40 -4 C-28 16 28 16 40 -4", (9, 12, 9)), Mark(cls, "M-110 99 C-40 106 40 106 110 99", (16,))


def _open(cls: str, under: str) -> tuple[Mark, ...]:
    """A jacket's front: what is worn under it, and its lapels."""
    return (
        Mark(under, "M-38 -10 L38 -10 L20 40 L7 112 L-7 112 L-20 40 Z"),
        Mark(cls, "M-40 -10 C-36 24 -14 60 -8 112", (8, 16, 7)), Mark(cls, "M40 -10 C36 24 14 60 8 112", (8, 16, 7)),
    )  # fmt: skip


_SUIT: Final = (
    Mark("shirt", "M-40 -8 L40 -8 L4 66 Z"), Mark("tie", "M-9 2 L9 2 L6 14 L12 52 L0 64 L-12 52 L-6 14 Z"),
    Mark("suit2", "M-40 -8 L2 66 L0 110", (7, 14, 8)), Mark("suit2", "M40 -8 L4 66 L2 110", (7, 14, 8)),
)  # fmt: skip
_CROSSED: Final = (Mark("obi", "M-40 -10 L34 66", (15, 17)), Mark("obi", "M40 -10 L-10 44", (15, 13)))
BIB: Final = "M-54 30 C-20 34 20 34 54 30 L62 66 L99 76 L101 104 C40 112 -40 112 -101 104 L-99 76 L-62 66 Z"
_KNIT: Final = tuple(
    Mark("knit2", f"M-110 {y} L-82 {y + 9} L-54 {y} L-27 {y + 9} L0 {y} L27 {y + 9} L54 {y} L82 {y + 9} L110 {y}", (7,))
    for y in (34, 58)
)


def _cuffs(cls: str) -> tuple[Band, ...]:
    return ((0.93, 1.0, f"{cls}2"),)


def _bare(
    cls: str, stop: float, fit: float = 1.1, grow: tuple[float, ...] = (), bands: tuple[Band, ...] = ()
) -> tuple[Garment, ...]:
    """Bare arms under short sleeves."""
    return bare_arms(), sleeves(cls, stop, fit=fit, grow=grow, bands=bands)


_SKIN: Final[tuple[Garment, ...]] = (
    neck(), bare_legs(fit=0.8), shoes("skin", "", fit=0.82), top("skin", name="chest"), bare_arms(),
)  # fmt: skip
_ONE_PIECE: Final = (
    "M-72 -2 L-50 -2 C-46 22 46 22 50 -2 L72 -2 C70 20 78 34 97 44 L100 104 C60 111 -60 111 -100 104 L-97 44"
    " C-78 34 -70 20 -72 -2 Z"
)
_BAND: Final = Mark("top2", "M-110 70 C-40 78 40 78 110 70", (15,))

CLOTHES: Final[dict[str, Clothing]] = {
    "tee": Clothing(
        "shirt", "#FFF6EA",
        (neck(4), top("shirt", _ribs("shirt2")), *_bare("shirt", 0.46, 1.06, bands=((0.40, 0.47, "shirt2"),))),
        _UPPER,
    ),
    "shirt": Clothing(
        "shirt", "#FFF6EA",
        (neck(4), top("shirt", (Mark("shirt2", "M0 8 L0 120", (5, 5)),)), collar("shirt2"),
         sleeves("shirt", 0.98, bands=_cuffs("shirt"))),
        _UPPER,
    ),
    "sweater": Clothing(
        "knit", "#C9705A",
        (neck(0), top("knit", (*_KNIT, *_ribs("knit2"))), sleeves("knit", 0.98, fit=1.06, bands=_cuffs("knit"))),
        _UPPER,
    ),
    "hoodie": Clothing(
        "hood", "#6C7A99",
        (
            neck(4), top("hood", (
                *_ribs("hood2"), Mark("hood2", "M-52 66 L52 66 L66 98 C24 104 -24 104 -66 98 Z"),
                Mark("cord", "M-12 8 L-14 46", (5, 6)), Mark("cord", "M12 8 L14 46", (5, 6)),
            )),
            on_torso(Layer.DECO, "hood2", "M-58 -14 C-30 12 30 12 58 -14 C66 2 52 18 30 22 C12 25 -12 25 -30 22"
                " C-52 18 -66 2 -58 -14 Z", name="collar"),
            sleeves("hood", 0.98, fit=1.06, bands=_cuffs("hood")),
        ),
        _UPPER, {"cord": "#FFF6EA"},
    ),
    "jacket": Clothing(
        "jacket", "#5B6FA8",
        (neck(6),
         top("jacket", (*_open("jacket2", "shirt"), Mark("jacket2", "M-110 99 C-40 106 40 106 110 99", (14,)))),
         sleeves("jacket", 0.98, fit=1.05, bands=_cuffs("jacket"))),
        _UPPER, {"shirt": "#FFF6EA"},
    ),
    "cardigan": Clothing(
        "cardigan", "#8F9F6B",
        (neck(6), top("cardigan", _open("cardigan2", "shirt")),
         sleeves("cardigan", 0.98, fit=1.05, bands=_cuffs("cardigan"))),
        _UPPER, {"shirt": "#FFF6EA"},
    ),
    "vest": Clothing(
        "vest", "#6B5A8C",
        (neck(4), top("vest", (Mark("shirt", "M-40 -10 L40 -10 L0 62 Z"), Mark("vest2", "M0 62 L0 114", (5, 5)))),
         sleeves("shirt", 0.98), collar("shirt")),
        _UPPER, {"shirt": "#FFF6EA"},
    ),
    "coat": Clothing(
        "overcoat", "#B98A5E",
        (neck(6), top("overcoat", _open("overcoat2", "shirt"), cut=Cut(0.56, 1.4, 70, gap=16, seam="overcoat2")),
         sleeves("overcoat", 0.98, fit=1.1, bands=_cuffs("overcoat"))),
        _UPPER | {"skirt"}, {"shirt": "#FFF6EA"},
    ),
    "suit": Clothing(
        "suit", "#3A3F5C",
        (neck(6), trousers("suit", 0.91), top("suit", _SUIT), sleeves("suit", 0.98, bands=_cuffs("suit"))),
        _UPPER | _LOWER, {"shirt": "#FFF6EA", "tie": "#E5484D"},
    ),
    "dress": Clothing(
        "dress", "#E5708A",
        (
            neck(8), bare_legs(), top("dress", (Mark("dress2", "M-44 -6 C-28 20 28 20 44 -6", (8, 10, 8)),),
                cut=Cut(0.6, 2.2, 58, folds="dress2", hem="dress2")),
            *_bare("dress", 0.34, 1.14, (1, 1.1, 1)), belt("dress2", "dress2", 68, 14),
        ),
        _UPPER | _LOWER,
    ),
    "gown": Clothing(
        "dress", "#8A5BC0",
        (neck(14), top("dress", (Mark("dress2", "M-96 8 C-50 34 50 34 96 8", (12,)),),
            cut=Cut(1.06, 3.2, 60, folds="dress2", hem="dress2")),
         bare_arms(), belt("dress2", "dress2", 68, 14)),
        _UPPER | _LOWER,
    ),
    "qipao": Clothing(
        "dress", "#C2334D",
        (neck(0), bare_legs(), top("dress", (
            Mark("trim", "M-4 0 C10 26 40 34 70 34", (6, 7, 5)), Mark("trim", "M-30 -6 C-16 8 16 8 30 -6", (9,)),
        ), cut=Cut(0.92, 1.12, 62, hem="trim")), *_bare("dress", 0.24)),
        _UPPER | _LOWER, {"trim": "#F6C445"},
    ),
    "robe": Clothing(
        "robe", "#7FA8C9",
        (neck(14), bare_legs(), top("robe", _CROSSED, cut=Cut(0.86, 1.5, 66, folds="robe2", hem="obi")),
         sleeves("robe", 0.98, grow=(1, 1.2, 1.7), bands=((0.9, 1.0, "obi"),)), belt("obi", "obi", 74, 24)),
        _UPPER | _LOWER, {"obi": "#FFF1DC"},
    ),
    "kimono": Clothing(
        "kimono", "#4A5FA6",
        (neck(14), top("kimono", _CROSSED, cut=Cut(1.0, 1.3, 66, folds="kimono2", hem="kimono2")),
         sleeves("kimono", 1.0, grow=(1, 1.4, 2.5), bands=((0.92, 1.0, "kimono2"),)),
         on_torso(Layer.DECO, "obi", "M-100 54 C-40 60 40 60 100 54 L101 92 C40 98 -40 98 -101 92 Z", name="belt"),
         on_torso(Layer.DECO + 1, "kimono2", "M-99 74 C-40 80 40 80 99 74", widths=(10,), name="belt")),
        _UPPER | _LOWER, {"obi": "#F4C9B0"},
    ),
    "hanfu": Clothing(
        "hanfu", "#8FC3B0",
        (neck(14), skirt("ruqun", Cut(1.06, 2.6, 60, folds="ruqun2", hem="hanfu")),
         top("hanfu", (Mark("ruqun", "M-38 -10 L30 62", (13, 15)), Mark("ruqun", "M38 -10 L-10 42", (13, 11)))),
         sleeves("hanfu", 1.0, grow=(1, 1.5, 3.0), bands=((0.94, 1.0, "ruqun"),)),
         on_torso(Layer.DECO, "hanfu2", "M-100 52 C-40 58 40 58 100 52 L101 70 C40 76 -40 76 -101 70 Z", name="belt"),
         on_torso(Layer.DECO + 1, "hanfu2", "M-10 66 C-16 100 -20 130 -16 170", widths=(12, 12, 8), name="belt"),
         on_torso(Layer.DECO + 1, "hanfu2", "M8 66 C16 96 18 120 24 150", widths=(12, 12, 8), name="belt")),
        _UPPER | _LOWER, {"ruqun": "#FFF1E0", "ruqun2": "#EBD3C0"},
    ),
    "sari": Clothing(
        "sari", "#D9455F",
        (neck(14), top("choli", (Mark("skin", "M-110 58 C-40 66 40 66 110 58 L110 84 C40 90 -40 90 -110 84 Z"),)),
         *_bare("choli", 0.4), skirt("sari", Cut(1.06, 1.5, 66, folds="sari2", hem="zari")),
         on_torso(Layer.DECO, "sari", "M-96 92 C-40 84 10 50 34 -8 L92 4 C70 60 10 104 -60 118 Z", name="belt"),
         on_torso(Layer.DECO + 1, "zari", "M-96 92 C-40 84 10 50 34 -8", widths=(9, 10, 9), name="belt"),
         on_torso(Layer.BACK + 6, "sari", "M66 6 C110 60 120 130 112 210", widths=(60, 86, 96), name="belt")),
        _UPPER | _LOWER, {"choli": "#7A3A8A", "zari": "#F6C445"},
    ),
    "pajamas": Clothing(
        "pajamas", "#8ECBEA",
        (neck(6), trousers("pajamas", 0.95, fit=1.1), top("pajamas", (
            *(Mark("pajamas2", f"M{x} -12 L{x} 118", line=6, alpha=0.6) for x in (-75, -50, -25, 25, 50, 75)),
            Mark("pajamas2", "M0 -4 L0 120", (7, 7)),
        )), collar("pajamas2"), sleeves("pajamas", 0.98, fit=1.08, bands=_cuffs("pajamas"))),
        _UPPER | _LOWER,
    ),
    "swimsuit": Clothing(
        "top", "#E5484D",
        (*_SKIN, trousers("top", 0.1, fit=0.94), on_torso(Layer.TORSO, "top", _ONE_PIECE, (_BAND,), name="top")),
        _UPPER | _LOWER | _SHOES,
    ),
    "trunks": Clothing(
        "top", "#4A8FD0", (*_SKIN, trousers("top", 0.36, fit=1.02, bands=((0.29, 0.37, "top2"),))),
        _UPPER | _LOWER | _SHOES,
    ),
    "skirt": Clothing(
        "skirt", "#6C63A0", (bare_legs(), skirt("skirt", Cut(0.5, 2.0, 70, folds="skirt2", hem="skirt2"))), _LOWER,
    ),
    "shorts": Clothing("shorts", "#3F6592", (bare_legs(), trousers("shorts", 0.46, fit=1.05)), _LOWER),
    "trousers": Clothing("slacks", "#4F6E9C", (trousers("slacks", 0.91, bands=((0.86, 1, "slacks2"),)),), _LOWER),
    "prosthesis": Clothing(
        "shorts", "#3F6592",
        (trousers("shorts", 0.44, fit=1.05), one_leg("skin", LEFT, 0.0, 1.0, 0.72),
         one_leg("skin", RIGHT, 0.0, 0.56, 0.72), one_leg("carbon", RIGHT, 0.5, 0.64, 0.84),
         one_leg("alloy", RIGHT, 0.6, 0.98, 0.34)),
        _LOWER, {"carbon": "#4B4666", "alloy": "#B9C0D2"},
    ),
    "overalls": Clothing(
        "denim", "#4F74B0",
        (trousers("denim", 0.91, bands=((0.86, 1, "denim2"),)), on_torso(Layer.DECO, "denim", BIB, name="bib"),
         *(on_torso(Layer.DECO, "denim2", f"M{x} -8 L{x * 0.9} 34", widths=(15,), name="bib") for x in (-52, 52))),
        _LOWER,
    ),
    "apron": Clothing(
        "apron", "#FFF6EA",
        (on_torso(Layer.DECO, "apron", BIB, name="bib"),
         *(on_torso(Layer.DECO, "apron2", f"M{x} -8 L{x * 0.9} 34", widths=(9,), name="bib") for x in (-50, 50))),
        frozenset(),
    ),
    "boots": Clothing("boot", "#8A5640", (shoes("boot", "boot2", boot=0.34, fit=1.08, cuff="boot2"),), _SHOES),
    "shoes": Clothing("shoes", "#E5484D", (shoes("shoes", "sole"),), _SHOES, {"sole": "#FFF6EA"}),
    "socks": Clothing("sock", "#3FA39F", (shoes("sock", "", boot=0.24, fit=0.82, cuff="sock2"),), _SHOES),
    "flipflops": Clothing(
        "flop", "#F4A340", (bare_legs(), shoes("flop", "flop2", fit=0.98), shoes("skin", "flop", fit=0.84)),
        _SHOES | {"legs"},
    ),
    "gloves": Clothing("glove", "#E0605A", (hands("glove"),), frozenset()),
    "belt": Clothing("strap", "#6B4632", (belt("strap", "buckle", y=94),), frozenset({"belt"}), {"buckle": "#F2C45A"}),
    "bracelet": Clothing("bead", "#2A9D9D", (sleeves("bead", 0.97, start=0.9, fit=0.96, layer=2),), frozenset()),
}  # fmt: skip
