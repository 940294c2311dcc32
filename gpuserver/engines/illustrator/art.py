"""Subjects as SVG files: flat silhouettes with classes as palette. The format is that of the illustration handbook.

Root: `viewBox="0 0 1000 1000"`, `data-height` (metres), `data-view` (front, 34, side: side views look left),
`data-attach` (accessories: the anchor they sit on), `data-coat` (the palette class that a colour word repaints),
`data-air="1"` for what flies, `data-lettered="1"` for what has writing on it and is never mirrored.
A group of class "part" is one silhouette (its first child) with markings. `data-taper` turns a line into a tapered
stroke; `data-hidden` keeps a variant out until it is asked for; `<g id="anchors">` holds circles to fit things by.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Final, cast

import skia

from gpuserver.engines.illustrator.color import is_hex
from gpuserver.engines.illustrator.eyes import turn_glints, with_iris
from gpuserver.engines.illustrator.painting.items import Form, Item, Kind
from gpuserver.engines.illustrator.painting.shapes import circle, rect, stroke, taper, transformed
from gpuserver.engines.illustrator.painting.silhouette import Silhouette, traced
from gpuserver.raster.svg_path import parse_path, parse_transform

ART: Final = Path(__file__).parent / "art"
_RULE: Final = re.compile(r"\.([\w-]+)\s*\{\s*fill:\s*(#?\w+)")
_FORMS: Final = ("round", "soft", "none")
_NO_SHAPE: Final = frozenset({"style", "metadata", "defs", "title", "desc"})


class ArtError(ValueError):
    """A subject file that cannot be read; says which file and why."""


@dataclass(frozen=True)
class Anchor:
    """A place on a subject, in its own 1000 x 1000 space; `r` is half the width that things are fitted to."""

    x: float
    y: float
    r: float = 0.0
    tilt: float = 0.0
    """How far what it is on leans, degrees clockwise: a hat leans with the head."""


@dataclass(frozen=True)
class Shape:
    """One shape of a file: its outline, its palette classes, and the ids that can hide it or bring it out."""

    path: skia.Path
    classes: tuple[str, ...]
    id: str
    ids: frozenset[str]
    """Its own id and those of the groups round it."""
    hidden: frozenset[str]
    """Ids of the `data-hidden` elements that it belongs to; it shows when all of them are asked for."""
    kind: Kind
    form: Form
    alpha: float
    casts: bool
    marks: tuple[Shape, ...] = ()


@dataclass(frozen=True)
class Artwork:
    """A subject, ready to be placed."""

    name: str
    shapes: tuple[Shape, ...]
    palette: Mapping[str, str]
    """Class -> colour, in the order of the file."""
    anchors: Mapping[str, Anchor]
    ids: frozenset[str]
    height: float
    """Real height in metres, from ground to head_top."""
    view: str
    attach: str | None
    """The anchor on which an accessory sits; None for subjects."""
    coat: str | None
    """The palette class that a colour word means, where the file names one."""
    airborne: bool = False
    """Whether it flies or hovers (`data-air`)."""
    lettered: bool = False
    """Whether it has writing on it, which is never mirrored (`data-lettered`)."""
    cropped: bool = False
    """Whether what lies under its ground is to be out of the picture."""
    lies: bool = False
    """Whether it is airborne only in a hand, and lies where there is none (`data-air="lies"`)."""

    @property
    def is_bust(self) -> bool:
        """Whether it is cut by the lower edge of the picture."""
        return self.cropped or ("ground" in self.anchors and self.anchors["ground"].y > 940)

    @cached_property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of what shows by default, in its 1000 x 1000 space."""
        boxes = [shape.path.computeTightBounds() for shape in self.shapes if not shape.hidden]
        return (
            min(box.left() for box in boxes), min(box.top() for box in boxes),
            max(box.right() for box in boxes), max(box.bottom() for box in boxes),
        )  # fmt: skip

    @cached_property
    def silhouette(self) -> Silhouette:
        """The shape of what shows by default, in its 1000 x 1000 space."""
        return traced((shape.path for shape in self.shapes if not shape.hidden), self.box)

    def items(
        self,
        matrix: skia.Matrix,
        palette: Mapping[str, str] | None = None,
        hide: Collection[str] = (),
        show: Collection[str] = (),
    ) -> list[Item]:
        """The shapes under `matrix`, coloured by the file's palette with `palette` over it."""
        colors = {**self.palette, **(palette or {})}
        out = [
            _item(shape, matrix, colors, self.name)
            for shape in self.shapes
            if shape.hidden <= set(show) and not shape.ids & set(hide)
        ]
        out = with_iris(out, colors)
        if matrix.getScaleX() < 0:
            turn_glints(out)
        return out


@lru_cache(maxsize=512)
def load(name: str, pose: str = "") -> Artwork:
    """The subject of `art/<name>.svg`, or of `art/<name>.<pose>.svg`. Raises ArtError for a file that is missing or
    malformed."""
    return replace(read(ART / f"{name}{'.' if pose else ''}{pose}.svg"), name=name)


@cache
def names() -> tuple[str, ...]:
    """All subjects there are, sorted."""
    return tuple(sorted(path.stem for path in ART.glob("*.svg") if "." not in path.stem))


@cache
def poses() -> Mapping[str, frozenset[str]]:
    """The poses that subjects have besides their own: subject -> poses."""
    found: dict[str, frozenset[str]] = {}
    for path in ART.glob("*.*.svg"):
        name, pose, _ = path.name.split(".")
        found[name] = found.get(name, frozenset()) | {pose}
    return found


def read(path: Path) -> Artwork:
    """The subject in a file. Raises ArtError."""
    try:
        text = path.read_text(encoding="utf-8")
        return _Reader(ET.fromstring(re.sub(r'\sxmlns(:\w+)?="[^"]+"', "", text)), path.stem).artwork()
    except (OSError, ET.ParseError, KeyError, ValueError, TypeError) as error:
        raise ArtError(f"{path.name}: {error}") from error


def _item(shape: Shape, matrix: skia.Matrix, colors: Mapping[str, str], name: str) -> Item:
    cls = next(one for one in shape.classes if one in colors)
    return Item(
        transformed(shape.path, matrix), colors[cls], form=shape.form, kind=shape.kind, alpha=shape.alpha,
        marks=[_item(mark, matrix, colors, name) for mark in shape.marks], id=shape.id, ids=shape.ids | {name}, cls=cls,
        casts=shape.casts,
    )  # fmt: skip


@dataclass(frozen=True)
class _Around:
    """What a shape inherits from the groups round it."""

    matrix: skia.Matrix
    ids: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    alpha: float = 1.0
    depth: int = 0


class _Reader:
    """Walks one file."""

    def __init__(self, root: ET.Element, name: str) -> None:
        self.root, self.name = root, name
        self.ids = {found: element for element in root.iter() if (found := element.get("id"))}
        style = root.find("style")
        rules = _RULE.findall(style.text or "") if style is not None else []
        self.palette = {cls: color for cls, color in rules if is_hex(color)}

    def artwork(self) -> Artwork:
        if not self.palette:
            raise ValueError("no palette in <style>")
        anchors = self._anchors()
        shapes = tuple(self._walk(self.root, _Around(skia.Matrix())))
        attach = self.root.get("data-attach")
        needed = ("ground", "head_top") if attach is None else (attach,)
        missing = [anchor for anchor in needed if anchor not in anchors]
        if missing:
            raise ValueError(f"no anchor {' or '.join(missing)}")
        coat = self.root.get("data-coat")
        if coat is not None and coat not in self.palette:
            raise ValueError(f"data-coat {coat!r} is not in the palette")
        return Artwork(
            self.name, shapes, self.palette, anchors, frozenset(self.ids), float(self.root.get("data-height", "1")),
            self.root.get("data-view", "front"), attach, coat, "data-air" in self.root.attrib,
            self.root.get("data-lettered") == "1", lies=self.root.get("data-air") == "lies",
        )  # fmt: skip

    def _anchors(self) -> dict[str, Anchor]:
        group = self.ids.get("anchors")
        circles = [] if group is None else list(group)
        return {one.attrib["id"]: Anchor(_number(one, "cx"), _number(one, "cy"), _number(one, "r")) for one in circles}

    def _walk(self, element: ET.Element, around: _Around) -> Iterator[Shape]:
        if element.tag in _NO_SHAPE or element.get("id") == "anchors":
            return
        inner = _inside(element, around)
        classes = tuple((element.get("class") or "").split())
        if element.tag == "use":
            target = (element.get("href") or element.get("{http://www.w3.org/1999/xlink}href") or "")[1:]
            if target not in self.ids or inner.depth > 20:
                raise ValueError(f"use refers to unknown or circular #{target}")
            yield from self._walk(self.ids[target], inner)
        elif element.tag in ("g", "svg"):
            if "part" in classes:
                yield self._part(element, inner)
            else:
                for child in element:
                    yield from self._walk(child, inner)
        else:
            yield self._shape(element, classes, inner)

    def _part(self, element: ET.Element, around: _Around) -> Shape:
        """A silhouette and its markings; the group says how they are shaded."""
        children = [child for child in element if child.tag not in _NO_SHAPE]
        first = list(self._walk(children[0], around)) if children else []
        if len(first) != 1:
            raise ValueError(f"the first child of part {element.get('id') or '(unnamed)'} must be one shape")
        marks = tuple(shape for child in children[1:] for shape in self._walk(child, around))
        form = element.get("data-form") or children[0].get("data-form") or "round"
        head, casts = first[0], first[0].casts and not element.get("data-nocast")
        identity = element.get("id") or head.id
        return replace(head, kind="part", form=_form(form), casts=casts, marks=marks, id=identity)

    def _shape(self, element: ET.Element, classes: tuple[str, ...], around: _Around) -> Shape:
        if not any(cls in self.palette for cls in classes):
            raise ValueError(f"<{element.tag}> {element.get('id') or ''} has no palette class: {' '.join(classes)!r}")
        flat = "flat" in classes or ("line" in classes and not element.get("data-form"))
        return Shape(
            transformed(_outline(element, classes), around.matrix), classes, element.get("id") or "", around.ids,
            around.hidden, "flat" if flat else "part", _form(element.get("data-form", "round")), around.alpha,
            not element.get("data-nocast"),
        )  # fmt: skip


def _inside(element: ET.Element, around: _Around) -> _Around:
    own = element.get("id")
    transform = parse_transform(element.get("transform"))
    return _Around(
        matrix=skia.Matrix.Concat(around.matrix, transform),
        ids=around.ids | {own} if own else around.ids,
        hidden=around.hidden | {own or ""} if element.get("data-hidden") else around.hidden,
        alpha=around.alpha * float(element.get("opacity", "1")),
        depth=around.depth + 1,
    )


def _form(text: str) -> Form:
    if text not in _FORMS:
        raise ValueError(f"data-form {text!r} is none of {', '.join(_FORMS)}")
    return cast(Form, text)


def _outline(element: ET.Element, classes: tuple[str, ...]) -> skia.Path:
    path = _geometry(element)
    if widths := element.get("data-taper"):
        return taper(path, [float(width) for width in widths.split()])
    if "line" in classes:
        return stroke(path, _number(element, "stroke-width", 10))
    return path


def _geometry(element: ET.Element) -> skia.Path:
    x, y = _number(element, "cx"), _number(element, "cy")
    match element.tag:
        case "path":
            return parse_path(element.attrib["d"])
        case "circle":
            return circle(x, y, _number(element, "r"))
        case "ellipse":
            return circle(x, y, _number(element, "rx"), _number(element, "ry"))
        case "rect":
            box = (_number(element, name) for name in ("x", "y", "width", "height"))
            return rect(*box, radius=_number(element, "rx"))
    raise ValueError(f"<{element.tag}> is not supported")


def _number(element: ET.Element, name: str, otherwise: float = 0.0) -> float:
    return float(element.get(name, otherwise))
