"""From a message or a pressed button to the answer: reads it, fetches its picture, and lets the front answer."""

from __future__ import annotations

import json
from contextlib import suppress

from telegram import Bot, CallbackQuery, ChatMember, Message
from telegram.error import BadRequest, TelegramError

from bots.chat.front import Front
from bots.chat.keys import read_key
from bots.telegram import limits
from bots.telegram.hearing import (
    File,
    Spot,
    is_meant,
    is_other_file,
    picture_of,
    post_of,
    replied_to,
    spot_of,
    visit_of,
    visit_of_press,
    words_of,
)
from bots.telegram.looking import remember_photo
from bots.telegram.screen import TelegramScreen
from core.commands import errand_in
from core.errands import Errand, ErrandKind
from core.language import Language
from core.messages import Attachment
from core.ports import Notes
from core.problems import Code, ProblemError
from core.reception import Said
from core.replies.phrases import say
from core.visit import Visit


class Answering:
    """Answers one message after the other; holds nothing of a conversation."""

    def __init__(self, front: Front, bot: Bot, notes: Notes) -> None:
        self._front = front
        self._bot = bot
        self._notes = notes

    async def is_meant(self, messages: list[Message]) -> bool:
        """Whether the bot is to answer a message, or the parts of an album."""
        visit = self._visit(messages[0])
        listen = (await self._front.reception.preferences(visit)).listen
        return any(is_meant(one, self._bot.bot, listen) for one in messages)

    async def answer(self, messages: list[Message]) -> None:
        """One message, or the parts of an album."""
        visit = self._visit(messages[0])
        words = "\n".join(filter(None, (words_of(one, self._bot.bot) for one in messages)))
        screen = TelegramScreen(self._bot, spot_of(messages[0]), await self._front.reception.language(visit))
        if errand := errand_in(words):
            await self._front.run(await self._with_rights(visit), errand, screen)
            return
        await self._front.hear(visit, lambda: self._read(visit, messages, words), screen)
        await self._remember(screen, visit)

    async def press(self, query: CallbackQuery) -> None:
        """A pressed button. Telegram shows that it waits until the press is answered, so that comes first."""
        with suppress(BadRequest):  # too old to be answered; what it asks for is still done
            await query.answer()
        visit, press = visit_of_press(query), read_key(query.data or "")
        if visit is None or query.message is None:
            return
        screen = TelegramScreen(self._bot, spot_of(query.message), await self._front.reception.language(visit))
        if press is not None and press.errand:
            visit = await self._with_rights(visit)
        await self._front.press(visit, press, screen)
        await self._remember(screen, visit)

    def _visit(self, message: Message) -> Visit:
        assert message.from_user is not None
        return visit_of(message.from_user, spot_of(message))

    async def _with_rights(self, visit: Visit) -> Visit:
        """`visit`, knowing whether the person manages the group; asked for only where it matters."""
        if visit.private:
            return visit
        chat, person = (int(one.partition(":")[2]) for one in (visit.group, visit.person))
        try:
            member = await self._bot.get_chat_member(chat, person)
        except TelegramError:
            return visit
        return visit.model_copy(update={"admin": member.status in {ChatMember.ADMINISTRATOR, ChatMember.OWNER}})

    async def _read(self, visit: Visit, messages: list[Message], words: str) -> tuple[Said | Errand, str]:
        """What is asked for: the picture meant is the one replied to, else the one sent along, else the current one."""
        language = await self._front.reception.language(visit)
        pictures = [file for one in messages if (file := picture_of(one))]
        target = replied_to(messages[0])
        if target is not None:
            base = await self._front.meant(visit, post_of(target))
            if base is not None:
                return Said(text=words, base=base), say(language, "replied_wins") if pictures else ""
            if (file := picture_of(target)) and not pictures:
                pictures = [file]
        if pictures:
            note = say(language, "one_photo", count=len(pictures)) if len(pictures) > 1 else ""
            return Said(text=words, attachment=await self._fetched(pictures[0])), note
        if is_other_file(messages[0]):
            raise ProblemError(Code.NOT_AN_IMAGE, "a file that is no picture")
        return (Said(text=words), "") if words else (Errand(kind=ErrandKind.HELP), "")

    async def _fetched(self, file: File) -> Attachment:
        """The bytes of a file. Raises ProblemError."""
        limit = f"{limits.DOWNLOAD // 10**6} MB"
        if file.size > limits.DOWNLOAD:
            raise ProblemError(Code.IMAGE_TOO_LARGE, "bots cannot fetch files of this size", limit=limit)
        try:
            found = await self._bot.get_file(file.id)
            return Attachment(data=bytes(await found.download_as_bytearray()), name=file.name)
        except BadRequest as error:
            if "too big" in error.message.lower():
                raise ProblemError(Code.IMAGE_TOO_LARGE, error.message, limit=limit) from None
            raise ProblemError(Code.FILE_UNREACHABLE, error.message) from None
        except TelegramError as error:
            raise ProblemError(Code.FILE_UNREACHABLE, error.message) from None

    async def _remember(self, screen: TelegramScreen, visit: Visit) -> None:
        for sheet, file_id, conversation in screen.files:
            await remember_photo(self._notes, sheet, file_id, conversation)


def has_content(message: Message) -> bool:
    """Whether somebody said or sent something, rather than joined or left or pinned."""
    return bool(message.text or message.caption or picture_of(message) or is_other_file(message))


def address_of(spot: Spot, locale: Language | None) -> str:
    """Where to say that an answer was lost, as text."""
    return json.dumps((spot.chat, spot.topic, locale))


def read_address(address: str) -> tuple[Spot, Language | None]:
    """What `address_of` wrote."""
    chat, topic, locale = json.loads(address)
    return Spot(chat, topic), Language(locale) if locale else None
