"""Where a turn's pictures are made: moderated before and after, and cancelled by the name of their conversation."""

from __future__ import annotations

import asyncio

from core.moderation import Moderator, refuse_picture, refuse_words
from core.ports import Renderer, Store
from core.problems import Code, ProblemError
from core.recipe import Recipe
from core.rendering import Made, make
from core.replies.wording import title_of, what
from core.work import Understood, Work


class Easel:
    """Holds the renders that run, one a conversation."""

    def __init__(self, renderer: Renderer, store: Store, moderator: Moderator | None) -> None:
        self._renderer = renderer
        self._store = store
        self._moderator = moderator
        self._renders: dict[str, asyncio.Task[Made]] = {}

    def cancel(self, conversation: str) -> bool:
        """Stop the render that runs for `conversation`. False if none runs."""
        task = self._renders.get(conversation)
        return task.cancel() if task else False

    async def make(self, work: Work, recipe: Recipe) -> Made:
        """The pictures of `recipe`. Raises ProblemError."""
        await refuse_words(self._moderator, what(recipe, work.language), work.language)
        work.emit(Understood(work.actions, title_of(recipe, work.language)))
        name = work.message.conversation
        user = work.message.author
        task = asyncio.create_task(make(recipe, work.tree, self._store, self._renderer, work.show, user))
        self._renders[name] = task
        try:
            await asyncio.wait([task])
        finally:
            del self._renders[name]
            task.cancel()
        if task.cancelled():
            raise ProblemError(Code.CANCELLED, "the render was cancelled")
        made = task.result()
        for image in made.images if self._moderator else ():
            data = await self._store.get_image(image.digest)
            await refuse_picture(self._moderator, data, what(recipe, work.language), work.language)
        return made
