"""What a vision model says of a picture, for its alt text: waited for briefly, and not asked where there is none."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Final

from core.language import Language
from core.ports import Renderer, Store
from core.problems import ProblemError
from core.recipe import Drawing, Recipe
from core.rendering import Made
from core.replies.phrases import say
from core.versions import VersionTree

log = logging.getLogger(__name__)

_WAIT: Final = 3.0
"""Seconds that a reply waits for a description."""
_LONGEST: Final = 400
"""Characters of an alt text."""
_AGAIN: Final = 60.0
"""Seconds after which a server that had no answer is asked again."""


class Describer:
    """Asks the inference server what pictures show. What does not come in time is left out."""

    def __init__(self, renderer: Renderer, *, wait: float = _WAIT, clock: Callable[[], float] = time.monotonic) -> None:
        self._renderer = renderer
        self._wait = wait
        self._clock = clock
        self._silent_until = 0.0

    async def describe(self, image: bytes, language: Language) -> str:
        """One sentence on `image`; empty where nobody can say, or not in time."""
        if self._clock() < self._silent_until:
            return ""
        try:
            async with asyncio.timeout(self._wait):
                seen = await self._renderer.ask(image, "", language)
        except TimeoutError:
            log.info("no description of a picture within %g s", self._wait)
            return ""
        except ProblemError as error:
            log.info("no description of a picture: %s", error)
            return ""
        if not seen.answer:
            self._silent_until = self._clock() + _AGAIN
        return (seen.answer or "")[:_LONGEST]

    async def describe_drawn(self, recipe: Recipe, made: Made, store: Store, language: Language) -> str:
        """One sentence on a new drawing of which the engine itself does not know what came to be in it; else empty."""
        unknown = made.seen is not None and made.seen.objects is None
        if not isinstance(recipe.source, Drawing) or not unknown or not made.seconds:
            return ""
        return await self.describe(await store.get_image(made.images[0].digest), language)


def described(tree: VersionTree, recipe: Recipe) -> str:
    """What was said of the photo that `recipe` starts from; empty where nothing was."""
    photo = next((one for one in tree.versions.values() if one.recipe == Recipe(source=recipe.source)), None)
    plain = {say(language, "alt_photo") for language in Language}
    return photo.alt_text if photo and photo.alt_text not in plain else ""
