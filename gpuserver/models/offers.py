"""The models that are offered, and which of them are the default for a GPU's memory.

Steps and gigabytes are the makers' own figures where they give some; else gigabytes are the weights in 16 bits and a
share for the work, rounded up. Nothing here was measured on a GPU.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from core.language import Language


class Task(StrEnum):
    """What a model is for."""

    DRAW = "draw"
    EDIT = "edit"
    COMBINE = "combine"
    """A picture from several reference pictures."""
    INPAINT = "inpaint"
    SKETCH = "sketch"
    """A ControlNet for lines: it guides a model that draws."""
    BOXES = "boxes"
    """Where the things are that a phrase names."""
    MASKS = "masks"
    DESCRIBE = "describe"
    """Captions, and answers to questions about a picture."""
    TALK = "talk"
    """Answers in words to words alone."""
    UPSCALE = "upscale"
    COMPARE = "compare"
    """How well a picture and words go together."""


class Library(StrEnum):
    """The package whose class loads a model; the value is its import name."""

    DIFFUSERS = "diffusers"
    TRANSFORMERS = "transformers"
    OPEN_CLIP = "open_clip"


@dataclass(frozen=True)
class Source:
    """A repository on the hub, and which of its files are wanted."""

    repository: str
    """`organisation/name`."""
    revision: str | None = None
    """Commit, tag or branch. None takes the pin of the lock file, and without one the newest commit."""
    variant: str = ""
    """Which of several precisions of the same weights to take where there are several, such as `fp16`."""
    ignore: tuple[str, ...] = ()
    """Patterns of files that are not needed."""
    needs_code: bool = False
    """Whether the model only works with the repository's own Python."""


@dataclass(frozen=True)
class Offer:
    """One model: where it is from, what loads it, what it is for, and on what terms."""

    name: str
    source: Source | Path
    """A repository, or a folder of the operator's own."""
    library: Library
    classes: Mapping[Task, str]
    """The library's class for each task. The first one loads the weights; the others share them."""
    gigabytes: float
    """GPU memory while it works, in 10^9 bytes."""
    steps: int | None = None
    """None: as many as models of its class take."""
    guidance: float | None = None
    """None: as its class."""
    pixels: int | None = None
    """Area of its pictures; None: as its class."""
    licence: str = ""
    """Empty where it is not known."""
    commercial: bool | None = None
    """Whether the licence allows commercial use; None where it is not known."""
    languages: tuple[Language, ...] = ()
    """Languages of its prompts; empty for a model that reads no words."""
    control: str = ""
    """Name of the ControlNet that guides it along the lines of sketches; empty for none."""


_EN: Final = (Language.EN,)
_BOTH: Final = (Language.EN, Language.ZH)
_APACHE: Final = "Apache-2.0"


def _vision(size: str, gigabytes: float) -> Offer:
    return Offer(
        name=f"qwen3-vl-{size.lower()}", source=Source(f"Qwen/Qwen3-VL-{size}-Instruct"), library=Library.TRANSFORMERS,
        classes={Task.DESCRIBE: "Qwen3VLForConditionalGeneration"}, gigabytes=gigabytes, licence=_APACHE,
        commercial=True, languages=_BOTH,
    )  # fmt: skip


_ALL: Final = (
    Offer(
        name="flux2-klein-4b", source=Source("black-forest-labs/FLUX.2-klein-4B"), library=Library.DIFFUSERS,
        classes={
            Task.DRAW: "Flux2KleinPipeline", Task.EDIT: "Flux2KleinPipeline", Task.COMBINE: "Flux2KleinPipeline",
            Task.INPAINT: "Flux2KleinInpaintPipeline",
        },
        gigabytes=13, steps=4, licence=_APACHE, commercial=True, languages=_EN,
    ),
    Offer(
        name="z-image-turbo", source=Source("Tongyi-MAI/Z-Image-Turbo"), library=Library.DIFFUSERS,
        classes={Task.DRAW: "ZImagePipeline", Task.INPAINT: "ZImageInpaintPipeline"},
        gigabytes=16, steps=8, licence=_APACHE, commercial=True, languages=_BOTH,
    ),
    Offer(
        name="qwen-image-edit-2511", source=Source("Qwen/Qwen-Image-Edit-2511"), library=Library.DIFFUSERS,
        classes={Task.EDIT: "QwenImageEditPlusPipeline", Task.COMBINE: "QwenImageEditPlusPipeline"},
        gigabytes=60, steps=50, licence=_APACHE, commercial=True, languages=_BOTH,
    ),
    Offer(
        name="sdxl",
        source=Source("stabilityai/stable-diffusion-xl-base-1.0", variant="fp16", ignore=("vae_1_0/*",)),
        library=Library.DIFFUSERS,
        classes={Task.DRAW: "StableDiffusionXLPipeline", Task.INPAINT: "StableDiffusionXLInpaintPipeline"},
        gigabytes=8, steps=30, licence="CreativeML Open RAIL++-M", commercial=True, languages=_EN, control="sdxl-lines",
    ),
    Offer(
        name="sdxl-lines", source=Source("diffusers/controlnet-canny-sdxl-1.0-small"), library=Library.DIFFUSERS,
        classes={Task.SKETCH: "ControlNetModel"}, gigabytes=0.5, licence="CreativeML Open RAIL++-M", commercial=True,
    ),
    Offer(
        name="instruct-pix2pix", source=Source("timbrooks/instruct-pix2pix", variant="fp16"), library=Library.DIFFUSERS,
        classes={Task.EDIT: "StableDiffusionInstructPix2PixPipeline"},
        gigabytes=4, steps=30, licence="MIT", commercial=True, languages=_EN,
    ),
    Offer(
        name="grounding-dino-tiny", source=Source("IDEA-Research/grounding-dino-tiny"), library=Library.TRANSFORMERS,
        classes={Task.BOXES: "GroundingDinoForObjectDetection"},
        gigabytes=1.5, licence=_APACHE, commercial=True, languages=_EN,
    ),
    Offer(
        name="sam2.1-small", source=Source("facebook/sam2.1-hiera-small"), library=Library.TRANSFORMERS,
        classes={Task.MASKS: "Sam2Model"}, gigabytes=1, licence=_APACHE, commercial=True,
    ),
    Offer(
        name="clipseg", source=Source("CIDAS/clipseg-rd64-refined"), library=Library.TRANSFORMERS,
        classes={Task.MASKS: "CLIPSegForImageSegmentation"},
        gigabytes=1, licence=_APACHE, commercial=True, languages=_EN,
    ),
    Offer(
        name="smolvlm2-500m", source=Source("HuggingFaceTB/SmolVLM2-500M-Video-Instruct"),
        library=Library.TRANSFORMERS, classes={Task.DESCRIBE: "SmolVLMForConditionalGeneration"},
        gigabytes=1.8, licence=_APACHE, commercial=True, languages=_EN,
    ),
    _vision("2B", 5),
    _vision("4B", 10),
    _vision("8B", 20),
    Offer(
        name="qwen3-4b", source=Source("Qwen/Qwen3-4B-Instruct-2507"), library=Library.TRANSFORMERS,
        classes={Task.TALK: "Qwen3ForCausalLM"}, gigabytes=9, licence=_APACHE, commercial=True, languages=_BOTH,
    ),
    Offer(
        name="swin2sr-x2", source=Source("caidas/swin2SR-classical-sr-x2-64"), library=Library.TRANSFORMERS,
        classes={Task.UPSCALE: "Swin2SRForImageSuperResolution"}, gigabytes=2, licence=_APACHE, commercial=True,
    ),
    Offer(
        name="clip-vit-b-32",
        source=Source("laion/CLIP-ViT-B-32-laion2B-s34B-b79K", ignore=("model.safetensors",)),  # the same, once more
        library=Library.OPEN_CLIP, classes={Task.COMPARE: "CLIP"},
        gigabytes=1, licence="MIT", commercial=True, languages=_EN,
    ),
)  # fmt: skip

OFFERS: Final[Mapping[str, Offer]] = {one.name: one for one in _ALL}
"""Every model that is offered, by name."""

_SMALL: Final = ("swin2sr-x2", "clip-vit-b-32")
_WORDED_MASKS: Final = ("grounding-dino-tiny", "sam2.1-small")
_DEFAULTS: Final[Mapping[int, tuple[str, ...]]] = {
    8: ("sdxl", "sdxl-lines", "instruct-pix2pix", "clipseg", "smolvlm2-500m", *_SMALL),
    16: ("flux2-klein-4b", *_WORDED_MASKS, "qwen3-vl-2b", *_SMALL),
    24: ("flux2-klein-4b", "z-image-turbo", *_WORDED_MASKS, "qwen3-vl-4b", *_SMALL),
    80: ("qwen-image-edit-2511", "flux2-klein-4b", "z-image-turbo", *_WORDED_MASKS, "qwen3-vl-8b", *_SMALL),
}
"""The first that can do a thing does it. Each fits alone, its text encoders apart where they must be, and they take
turns in memory: `residency` moves them."""


def defaults(gigabytes: float) -> tuple[Offer, ...]:
    """The default set for a GPU with `gigabytes` (10^9 bytes) of memory; empty under 8."""
    fitting = [memory for memory in _DEFAULTS if memory <= gigabytes]
    return tuple(OFFERS[name] for name in _DEFAULTS[max(fitting)]) if fitting else ()


def offered(own: Iterable[Offer]) -> dict[str, Offer]:
    """Every offer by name: those of this file and the operator's `own`, which win over one of the same name."""
    return dict(OFFERS) | {one.name: one for one in own}
