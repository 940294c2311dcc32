"""Things found in a picture by words: boxes by Grounding DINO, cut out by SAM 2; or masks by CLIPSeg alone.

Grounding DINO: Liu et al. 2023, arXiv 2303.05499. SAM 2: Ravi et al. 2024, arXiv 2408.00714. CLIPSeg: Lüddecke and
Ecker 2022, arXiv 2112.10003.
"""

# pyright: reportMissingImports=false
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
import torch
from PIL import Image
from transformers import (
    AutoProcessor,
    CLIPSegForImageSegmentation,
    GroundingDinoForObjectDetection,
    PreTrainedModel,
    ProcessorMixin,
    Sam2Model,
    Sam2Processor,
)

from core.lexicon import canonical_noun, is_chinese
from core.problems import Code, ProblemError
from gpuserver.engines.base import Pixels
from gpuserver.engines.sight import Mask
from gpuserver.engines.vision.lending import Lend, kept
from gpuserver.engines.vision.loading import LOCAL, WEIGHTS
from gpuserver.images.looking import looked_at

_SURE: Final = 0.3
"""Score from which a box counts, and from which a word of it does; the makers' demonstrations use 0.3 and 0.25."""
_THERE: Final = 0.5
"""Largest value of a mask from which the thing is there at all."""


@dataclass(frozen=True)
class Box:
    """Where something is, in pixels of the picture."""

    left: float
    top: float
    right: float
    bottom: float
    score: float
    """0..1."""


class GroundedMasks:
    """`Masks` of whatever a phrase names, with sharp edges: Grounding DINO and SAM 2."""

    def __init__(
        self, name: str, boxes: Lend[PreTrainedModel], box_reader: ProcessorMixin, masks: Lend[PreTrainedModel],
        mask_reader: ProcessorMixin, *, sure: float = _SURE,
    ) -> None:  # fmt: skip
        """`sure`: score from which a box counts, 0..1."""
        self.name = name
        self._boxes = boxes
        self._box_reader: Any = box_reader
        self._masks = masks
        self._mask_reader: Any = mask_reader
        self._sure = sure

    def boxes(self, pixels: Pixels, words: str) -> list[Box]:
        """Where `words` are, the surest first; none where they are not."""
        seen = looked_at(pixels)
        phrase = f"{_english(words).lower().strip(' .')}."  # the model was trained on phrases that end so
        read = self._box_reader(images=Image.fromarray(seen), text=phrase, return_tensors="pt")

        @torch.inference_mode()
        def look(model: PreTrainedModel) -> Any:
            inputs = _placed(read, model)
            return self._box_reader.post_process_grounded_object_detection(
                model(**inputs), inputs["input_ids"], threshold=self._sure, text_threshold=self._sure,
                target_sizes=[pixels.shape[:2]],
            )[0]  # fmt: skip

        found = self._boxes(look)
        corners, scores = found["boxes"].tolist(), found["scores"].tolist()
        boxes = [Box(*sides, score=score) for sides, score in zip(corners, scores, strict=True)]
        return sorted(boxes, key=lambda box: -box.score)

    def find(self, pixels: Pixels, words: str) -> Mask:
        """Where `words` are: all that were found, together. Raises ProblemError (not_in_photo)."""
        boxes = self.boxes(pixels, words)
        if not boxes:
            raise _absent(words)
        seen = looked_at(pixels)
        scale = seen.shape[1] / pixels.shape[1]
        corners = [[scale * side for side in (box.left, box.top, box.right, box.bottom)] for box in boxes]
        read = self._mask_reader(images=Image.fromarray(seen), input_boxes=[corners], return_tensors="pt")

        @torch.inference_mode()
        def cut_out(model: PreTrainedModel) -> torch.Tensor:
            return model(**_placed(read, model), multimask_output=False).pred_masks.float().cpu()

        made = self._masks(cut_out)
        logits = self._mask_reader.post_process_masks(made, read["original_sizes"], binarize=False)[0]
        return _sized(torch.sigmoid(logits).flatten(0, -3).amax(0), pixels)


class ClipSegMasks:
    """`Masks` with soft edges by one small model."""

    def __init__(self, name: str, lend: Lend[PreTrainedModel], reader: ProcessorMixin, *, sure: float = _THERE) -> None:
        """`sure`: largest value of a mask from which the thing is there, 0..1."""
        self.name = name
        self._lend = lend
        self._reader: Any = reader
        self._sure = sure

    def find(self, pixels: Pixels, words: str) -> Mask:
        """Where `words` are. Raises ProblemError (not_in_photo)."""
        image = Image.fromarray(looked_at(pixels))
        read = self._reader(images=[image], text=[_english(words)], truncation=True, return_tensors="pt")

        @torch.inference_mode()
        def look(model: PreTrainedModel) -> torch.Tensor:
            return model(**_placed(read, model)).logits.float().cpu()

        logits = self._lend(look)
        mask = torch.sigmoid(logits.reshape(logits.shape[-2:]))
        if float(mask.max()) < self._sure:
            raise _absent(words)
        return _sized(mask, pixels)


def load_grounded(boxes: Path, masks: Path, *, device: str = "cpu", sure: float = _SURE) -> GroundedMasks:
    """Grounding DINO in the folder `boxes` and SAM 2 in `masks`, which stay on `device`."""
    dino = GroundingDinoForObjectDetection.from_pretrained(boxes, **WEIGHTS).to(device).eval()  # pyright: ignore
    sam = Sam2Model.from_pretrained(masks, **WEIGHTS).to(device).eval()  # pyright: ignore
    box_reader = AutoProcessor.from_pretrained(boxes, **LOCAL)
    mask_reader = Sam2Processor.from_pretrained(masks, local_files_only=True)  # repositories name the one for films
    return GroundedMasks(f"{boxes.name}+{masks.name}", kept(dino), box_reader, kept(sam), mask_reader, sure=sure)


def load_clipseg(folder: Path, *, device: str = "cpu", sure: float = _THERE) -> ClipSegMasks:
    """CLIPSeg in `folder`, which stays on `device`."""
    model = CLIPSegForImageSegmentation.from_pretrained(folder, **WEIGHTS).to(device).eval()  # pyright: ignore
    return ClipSegMasks(folder.name, kept(model), AutoProcessor.from_pretrained(folder, **LOCAL), sure=sure)


def _english(words: str) -> str:
    """The models read English only: nouns that the lexicon knows are said in it."""
    return canonical_noun(words) if is_chinese(words) else words


def _placed(inputs: Any, model: PreTrainedModel) -> dict[str, torch.Tensor]:
    return {name: one.to(model.device) for name, one in inputs.items() if torch.is_tensor(one)}


def _sized(mask: torch.Tensor, pixels: Pixels) -> Mask:
    """`mask` at the size of the picture."""
    height, width = pixels.shape[:2]
    whole = cv2.resize(mask.numpy(), (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(np.clip(whole, 0, 1), np.float32)


def _absent(words: str) -> ProblemError:
    return ProblemError(Code.NOT_IN_PHOTO, f"nothing in the photo looks like {words!r}", words=words)
