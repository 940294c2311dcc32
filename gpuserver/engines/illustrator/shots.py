"""How near the camera is: shot words as a zoom."""

from __future__ import annotations

import re
from typing import Final

from core.scene.model import Scene

_SHOTS: Final = (
    (re.compile(r"\b(?:close[- ]?up|macro|headshot|portrait|avatar)\b|特写|近景|头像|肖像"), 1.32),
    (
        re.compile(r"\b(?:wide|long[- ]shot|far|distant|panorama|aerial|bird'?s[- ]eye)\b|远景|全景|广角|鸟瞰|俯视"),
        0.66,
    ),
    (re.compile(r"\b(?:medium|full|eye[- ]level|front)\b|中景|全身|正面|平视"), 1.0),
)


def zoom_of(scene: Scene) -> tuple[float, list[str]]:
    """The zoom that the scene's shot asks for (1 for none), and the words of shot and palette not understood."""
    unknown = [scene.palette] if scene.palette else []
    if scene.shot is None:
        return 1.0, unknown
    for pattern, zoom in _SHOTS:
        if pattern.search(scene.shot.lower()):
            return zoom, unknown
    return 1.0, [scene.shot, *unknown]
