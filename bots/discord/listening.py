"""Messages: read, their picture fetched, answered by the front."""

from __future__ import annotations

import json

from discord import Client, DMChannel, Message, MessageReference

from bots.chat.front import Front
from bots.discord import limits
from bots.discord.hearing import is_meant, pictures_of, post_of, visit_of_message, words_of
from bots.discord.pictures import fetched, source_of
from bots.discord.screen import DiscordScreen, ReplySender
from core.commands import errand_in
from core.errands import Errand, ErrandKind
from core.language import Language
from core.problems import Code, ProblemError
from core.reception import Said
from core.replies.phrases import say
from core.visit import Visit


class Listening:
    """Answers messages; holds nothing of a conversation."""

    def __init__(self, client: Client, front: Front) -> None:
        self._client = client
        self._front = front

    async def take(self, message: Message) -> None:
        """Claim a message that is meant for the bot, and answer it beside the next ones."""
        me = self._client.user
        if me is None or message.author.bot or message.webhook_id or message.is_system():
            return
        visit = visit_of_message(message)
        if not is_meant(message, me, (await self._front.reception.preferences(visit)).listen):
            return
        address = address_of(message.channel.id, visit.locale)
        await self._front.take(f"m{message.id}", address, lambda: self._answer(message, visit))

    async def _answer(self, message: Message, visit: Visit) -> None:
        language = await self._front.reception.language(visit)
        limit = max(message.guild.filesize_limit if message.guild else 0, limits.LEAST_UPLOAD)
        sender = ReplySender(message.channel, _reference(message), message.author, limit)
        screen = DiscordScreen(sender, language, message.channel)
        words = words_of(message, self._client.user)
        if errand := errand_in(words):
            await self._front.run(visit, errand, screen)
        else:
            await self._front.hear(visit, lambda: self._read(visit, message, words), screen)

    async def _read(self, visit: Visit, message: Message, words: str) -> tuple[Said | Errand, str]:
        """What is asked for: the picture meant is the one replied to, else the one sent along, else the current one."""
        language = await self._front.reception.language(visit)
        pictures = pictures_of(message.attachments)
        target = message.reference.resolved if message.reference else None
        if isinstance(target, Message):
            base = await self._front.meant(visit, post_of(target.channel.id, target.id))
            if base is not None:
                return Said(text=words, base=base), say(language, "replied_wins") if pictures else ""
            pictures = pictures or pictures_of(target.attachments)
        if pictures:
            note = say(language, "one_photo", count=len(pictures)) if len(pictures) > 1 else ""
            return Said(text=words, attachment=await fetched(self._client, source_of(pictures[0]))), note
        if message.attachments:
            raise ProblemError(Code.NOT_AN_IMAGE, "a file that is no picture")
        return (Said(text=words), "") if words else (Errand(kind=ErrandKind.HELP), "")


def _reference(message: Message) -> MessageReference | None:
    """What the answer replies to; nothing in private, where it is plain."""
    if isinstance(message.channel, DMChannel):
        return None
    return MessageReference.from_message(message, fail_if_not_exists=False)


def address_of(channel: int | None, locale: Language | None) -> str:
    """Where to say that an answer was lost, as text."""
    return json.dumps((channel, locale))


def read_address(address: str) -> tuple[int | None, Language]:
    """What `address_of` wrote."""
    channel, locale = json.loads(address)
    return channel, Language(locale or Language.EN)
