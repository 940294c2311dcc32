"""The request of OpenAI's image calls: its fields, and the recipe that it asks for."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from typing import Annotated, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from core.captions import captioned
from core.pipeline import Action
from core.problems import Code, ProblemError
from core.recipe import Drawing, Recipe, Upload, fold
from core.scene.reader import read_scene
from gpuserver.engines.base import Sampling
from gpuserver.guided import Combine, Fill
from gpuserver.instruction import read_instruction
from gpuserver.runner import MOST_RANKED, Order
from gpuserver.validated import validated

_SIDES: Final = (64, 2048)
_MOST_IMAGES: Final = 16
"""Of one edit, as OpenAI has it."""
_STEEPEST: Final = 4
"""Long side to short side, at most."""
_FINEST: Final = 32
"""Aspects are ratios of whole numbers up to this one."""


class ImageRequest(BaseModel):
    """The fields that have a meaning here. Others (model, quality) are taken and left alone."""

    model_config = ConfigDict(extra="ignore")

    prompt: str = Field(min_length=1, max_length=32_000)
    n: int = Field(1, ge=1, le=10)
    size: str = "auto"
    background: Literal["auto", "transparent", "opaque"] = "auto"
    output_format: Literal["png", "jpeg", "webp"] = "png"
    output_compression: int = Field(100, ge=0, le=100)
    stream: Annotated[bool, BeforeValidator(lambda value: value in {True, "true", "1"})] = False
    partial_images: int = Field(0, ge=0, le=3)
    response_format: Literal["url", "b64_json"] = "b64_json"
    seed: int | None = Field(None, ge=0, le=2**31 - 1)
    negative_prompt: str = Field("", max_length=2_000)
    num_inference_steps: int | None = Field(None, ge=1, le=100)
    """Steps of a diffusion model; other engines make none. None: as the model is set."""
    guidance_scale: float | None = Field(None, ge=0, le=20)
    """How closely a diffusion model keeps to the words. None: as the model is set."""
    rank: int = Field(1, ge=1, le=MOST_RANKED)
    """How often each picture is drawn; the one that fits the prompt best is kept."""
    user: str = ""

    @property
    def quality(self) -> int | None:
        """1..100 for the encoder; None where the client leaves it open, and for PNG."""
        if self.output_format == "png" or self.output_compression == 100:
            return None
        return max(1, self.output_compression)


def read_request(body: object) -> ImageRequest:
    """The request in `body`. Raises ProblemError that names the field."""
    asked = validated(ImageRequest, body)
    if asked.background == "transparent" and asked.output_format == "jpeg":
        raise _refused("background", "a transparent background needs output_format png or webp")
    return asked


def drawing_order(asked: ImageRequest) -> Order:
    """What a request for a new picture orders. Raises ProblemError for a size that cannot be."""
    pixels = _pixels(asked.size)
    prompt, captions = captioned(asked.prompt)
    scene = read_scene(prompt)
    unwanted = tuple(word.strip() for word in asked.negative_prompt.split(",") if word.strip())[:20]
    source = Drawing(
        prompt=prompt,
        scene=scene.model_copy(update={"without": (*scene.without, *unwanted)}),
        seed=secrets.randbelow(2**31) if asked.seed is None else asked.seed,
        aspect=_aspect(*pixels) if pixels else "1:1",
    )
    return _order(asked, reduce(fold, captions, Recipe(source=source)), pixels=pixels)


def edit_order(asked: ImageRequest, images: Sequence[bytes], mask: bytes | None) -> Order:
    """What a request to edit the first of `images` orders: within `mask`, or together with the others.

    Raises ProblemError for both at once, and for too many.
    """
    first, *others = images
    if others and mask:
        raise _refused("mask", "a mask goes with one image: leave the others out, or the mask")
    if len(images) > _MOST_IMAGES:
        raise _refused("image", f"at most {_MOST_IMAGES} images are combined")
    recipe = Recipe(source=Upload(digest="request", seed=asked.seed))
    if mask:
        return _order(asked, recipe, source=first, guided=Fill(asked.prompt, mask))
    if others:
        return _order(asked, recipe, source=first, guided=Combine(asked.prompt, tuple(others)))
    for one in read_instruction(asked.prompt):
        recipe = fold(recipe, one)
    return _order(asked, recipe, source=first)


def _order(
    asked: ImageRequest,
    recipe: Recipe,
    source: bytes | None = None,
    pixels: tuple[int, int] | None = None,
    guided: Fill | Combine | None = None,
) -> Order:
    if asked.background == "transparent":
        recipe = fold(recipe, Action(pipeline="remove_background"))
    return Order(
        recipe.model_copy(update={"count": asked.n}),
        source,
        pixels=pixels,
        format=asked.output_format,
        quality=asked.quality,
        previews=asked.partial_images if asked.stream else 0,
        rank=asked.rank,
        guided=guided,
        sampling=Sampling(asked.num_inference_steps, asked.guidance_scale),
    )


def _pixels(size: str) -> tuple[int, int] | None:
    if size == "auto":
        return None
    match = re.fullmatch(r"(\d{1,5})x(\d{1,5})", size)
    if match is None:
        raise _refused("size", f"size is WIDTHxHEIGHT or auto, not {size[:40]!r}")
    width, height = int(match.group(1)), int(match.group(2))
    low, high = _SIDES
    if not (low <= width <= high and low <= height <= high) or max(width, height) > _STEEPEST * min(width, height):
        raise _refused(
            "size", f"the sides of size lie between {low} and {high}, one at most {_STEEPEST} times the other"
        )
    return width, height


def _aspect(width: int, height: int) -> str:
    """The ratio of small whole numbers next to `width` to `height`: 1920 to 1080 is 16:9."""
    wide = width >= height
    ratio = Fraction(height, width) if wide else Fraction(width, height)
    ratio = ratio.limit_denominator(_FINEST)
    long, short = ratio.denominator, ratio.numerator
    return f"{long}:{short}" if wide else f"{short}:{long}"


def _refused(param: str, detail: str) -> ProblemError:
    return ProblemError(Code.INVALID_REQUEST, detail, param=param)
