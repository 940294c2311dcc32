"""Finished pictures of recipes, kept while they fit."""

from __future__ import annotations

from gpuserver.byte_cache import ByteCache
from gpuserver.events import ImageEvent


class RenderCache(ByteCache[tuple[ImageEvent, ...]]):
    """The pictures of each recipe."""

    def __init__(self, limit: int) -> None:
        """`limit`: bytes that are held."""
        super().__init__(limit, lambda images: sum(len(image.data) for image in images))
