"""What is made of a photo before its edits: a part of it anew under a mask, or one picture of several."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

import numpy as np

from core.problems import Code, ProblemError
from gpuserver.engines.base import Combiner, Filler, Mask, Picture, Pixels, Watch
from gpuserver.engines.loaded import Engines
from gpuserver.images.intake import open_image

_FILLER: Final = "a diffusion engine that edits within a mask (install the `gpu` extra)"
_COMBINER: Final = "a diffusion engine that takes several images (install the `gpu` extra)"


@dataclass(frozen=True)
class Fill:
    """The photo with a part of it made anew, as `words` say."""

    words: str
    mask: bytes
    """An image of the photo's size; what is transparent in it is made anew."""

    @property
    def weight(self) -> int:
        """Bytes."""
        return len(self.mask)

    @property
    def key(self) -> str:
        """Equal for what makes the same of the same photo."""
        return _digest("fill", self.words, self.mask)

    def engine(self, engines: Engines) -> Filler:
        """What does it. Raises ProblemError (cannot_do)."""
        if engines.filler is None:
            raise ProblemError(Code.CANNOT_DO, f"it needs {_FILLER}", needs=_FILLER, param="mask")
        return engines.filler

    def run(self, engines: Engines, picture: Picture, watch: Watch) -> Picture:
        """`picture` with the part anew. Raises ProblemError and Cancelled."""
        mask = _transparent(open_image(self.mask), picture.pixels)
        return self.engine(engines).fill(picture, mask, self.words, watch)


@dataclass(frozen=True)
class Combine:
    """One picture of the photo and others, as `words` say."""

    words: str
    others: tuple[bytes, ...]

    @property
    def weight(self) -> int:
        """Bytes."""
        return sum(map(len, self.others))

    @property
    def key(self) -> str:
        """Equal for what makes the same of the same photo."""
        return _digest("combine", self.words, *self.others)

    def engine(self, engines: Engines) -> Combiner:
        """What does it. Raises ProblemError (cannot_do)."""
        if engines.combiner is None:
            raise ProblemError(Code.CANNOT_DO, f"it needs {_COMBINER}", needs=_COMBINER, param="image")
        return engines.combiner

    def run(self, engines: Engines, picture: Picture, watch: Watch) -> Picture:
        """A picture of `picture` and the others. Raises ProblemError and Cancelled."""
        others = [Picture(open_image(one)) for one in self.others]
        return self.engine(engines).combine([picture, *others], self.words, watch)


def _digest(kind: str, words: str, *images: bytes) -> str:
    parts = (kind.encode(), words.encode(), *images)
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def _transparent(mask: Pixels, photo: Pixels) -> Mask:
    """Height × width, 1 where `mask` is transparent. Raises ProblemError (invalid_request)."""
    (height, width), (mask_height, mask_width) = photo.shape[:2], mask.shape[:2]
    if (height, width) != (mask_height, mask_width):
        raise _refused(f"the mask is {mask_width} × {mask_height} pixels, and the image is {width} × {height}")
    if mask.shape[2] != 4 or mask[..., 3].min() > 127:
        raise _refused("nothing in the mask is transparent: what is to be made anew has to be (PNG with alpha)")
    return np.asarray(mask[..., 3] <= 127, np.float32)


def _refused(detail: str) -> ProblemError:
    return ProblemError(Code.INVALID_REQUEST, detail, param="mask")
