"""A watch for one of several generations that follow each other in one edit."""

from __future__ import annotations

from dataclasses import dataclass

from gpuserver.engines.base import Pixels, Watch


@dataclass(frozen=True)
class Part:
    """Part `at` of `parts`, as told to the watch of the `whole`."""

    whole: Watch
    at: int
    parts: int

    def progress(self, fraction: float) -> None:
        """Report `fraction` of this part. Raises Cancelled."""
        self.whole.progress((self.at + fraction) / self.parts)

    def preview(self, pixels: Pixels) -> None:
        """Show an early look at the picture after this part."""
        self.whole.preview(pixels)

    def expect(self, seconds: float, ahead: int | None) -> None:
        """Tell when this part is done, behind how many others."""
        self.whole.expect(seconds, ahead)
