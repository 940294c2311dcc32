"""What stands before the dialogue where many people talk: who is served, how often, in which conversation."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

from core.access import Access
from core.dialogue import Dialogue, Event
from core.language import Language
from core.messages import Attachment, Control, Message
from core.model import Model
from core.moving import conversation_at
from core.pipeline import ParamValue
from core.ports import Notes
from core.preferences import Preferences, language_of, preferences_of
from core.stopping import is_stop
from core.visit import Visit


class Said(Model):
    """What a person said or pressed, before it is known in which conversation."""

    text: str = ""
    attachment: Attachment | None = None
    control: Control | None = None
    base: int | None = None
    """The version that the person points at; None is the current one."""
    command: str = ""
    options: dict[str, ParamValue] = {}


class Reception:
    """Leads visits to their conversation."""

    def __init__(self, dialogue: Dialogue, notes: Notes, access: Access, language: Language = Language.EN) -> None:
        """`language`: what people are answered in whose words and platform tell none."""
        self._dialogue = dialogue
        self._notes = notes
        self._access = access
        self._language = language

    async def handle(self, visit: Visit, said: Said) -> AsyncGenerator[Event, None]:
        """The events of one turn, the reply last. Raises ProblemError where the visit is not let in."""
        if is_stop(said.text) and said.control is None and said.attachment is None:
            self._access.check(visit)  # stopping is always allowed to those who are served
        else:
            self._access.admit(visit)
        message = Message(
            conversation=await conversation_at(self._notes, visit.place),
            author=visit.person,
            text=said.text,
            attachment=said.attachment,
            control=said.control,
            base=said.base,
            platform=visit.platform,
            locale=await self.language(visit),
            command=said.command,
            options=said.options,
        )
        async with aclosing(self._dialogue.handle(message)) as events:
            async for event in events:
                yield event

    async def stop(self, visit: Visit) -> bool:
        """Stop the render that runs where `visit` is. False if none runs."""
        return self._dialogue.cancel(await conversation_at(self._notes, visit.place))

    async def preferences(self, visit: Visit) -> Preferences:
        """What the group has set."""
        return await preferences_of(self._notes, visit)

    async def language(self, visit: Visit) -> Language:
        """The language for words that tell none."""
        return language_of(await self.preferences(visit), visit, self._language)
