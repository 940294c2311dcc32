"""Portraits as files: one at a time, so that a set may be as large as the disk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image, ImageColor

from core.model import Model
from core.recipe import Drawing, Recipe
from gpuserver.engines.base import Unwatched
from gpuserver.engines.illustrator.compose import compose
from gpuserver.engines.illustrator.painting import stage
from gpuserver.engines.illustrator.painting.stage import StageScene
from gpuserver.images.output import Provenance, encode
from gpuserver.portraits.attributes import Portrait, portrait, scene_of
from gpuserver.portraits.captions import caption_of
from gpuserver.portraits.labels import COLORS, Label, Labels, label_of, labels_of
from gpuserver.portraits.landmarks import Landmark, landmarks_of

INDEX: Final = "portraits.jsonl"


class Captions(Model):
    """The caption in each language."""

    en: str
    zh: str


class Sample(Model):
    """One line of the index."""

    picture: str
    """Path of the picture in the folder, a PNG."""
    mask: str
    """Path of the labels, an indexed PNG; `labels.json` names them."""
    seed: int
    attributes: Portrait
    hair: str | None
    """The colour that the hair is painted with, "#RRGGBB"; None on a bald head."""
    skin: str
    landmarks: dict[str, Landmark]
    caption: Captions


def export(out: Path, count: int, size: int, seed: int) -> Iterator[Sample]:
    """Write `count` portraits of `size` × `size` px to `out`, and give each once it is on disk.

    The same seed gives the same bytes; the first portraits of a longer run are those of a shorter one.
    """
    for folder in ("pictures", "masks"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    names = {int(label): label.name.lower() for label in Label}
    (out / "labels.json").write_text(json.dumps(names, indent=1) + "\n", encoding="utf-8")
    with (out / INDEX).open("w", encoding="utf-8") as index:
        for at in range(count):
            sample, scene, labels = draw(seed, at, size)
            pixels = stage.render(scene, size, Unwatched())
            source = Drawing(prompt=sample.caption.en, scene=scene_of(sample.attributes), seed=sample.seed)
            recipe = Recipe(source=source).fingerprint()
            made = Provenance(drawn=True, recipe=recipe, seed=sample.seed, engine="illustrator")
            (out / sample.picture).write_bytes(encode(pixels, "png", made)[0])
            _indexed(labels).save(out / sample.mask)
            index.write(sample.model_dump_json() + "\n")
            yield sample


def draw(seed: int, at: int, size: int) -> tuple[Sample, StageScene, Labels]:
    """Portrait number `at` of a seed: its line of the index, its scene ready to paint, and its labels."""
    attributes = portrait(seed, at)
    own_seed = seed * 1_000_003 + at
    composed = compose(scene_of(attributes), own_seed).stage
    labels = labels_of(composed, size)
    items = [item for group in composed.groups if group.is_subject for item in group.items]
    hair = next((item.color for item in items if label_of(item) is Label.HAIR and item.cls == "hair"), None)
    skin = next(item.color for item in items if label_of(item) is Label.SKIN)
    caption = caption_of(attributes)
    sample = Sample(
        picture=f"pictures/{at:06d}.png", mask=f"masks/{at:06d}.png", seed=own_seed, attributes=attributes, hair=hair,
        skin=skin, landmarks=landmarks_of(composed, labels), caption=Captions(en=caption.en, zh=caption.zh),
    )  # fmt: skip
    return sample, composed, labels


def _indexed(labels: Labels) -> Image.Image:
    picture = Image.fromarray(np.ascontiguousarray(labels), "P")
    picture.putpalette([value for color in COLORS for value in ImageColor.getrgb(color)])
    return picture
