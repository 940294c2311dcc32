"""Where a Telegram user's answer appears: one message that shows progress and then becomes the answer."""

from __future__ import annotations

import asyncio
import contextlib
import io
import logging
from contextlib import AbstractAsyncContextManager

from PIL import Image
from telegram import (
    Bot,
    InputMediaDocument,
    InputMediaPhoto,
    LinkPreviewOptions,
    Message,
    MessageEntity,
    ReplyParameters,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest, TelegramError

from bots.chat.fit import fitted
from bots.chat.letter import Letter, Sheet, clip
from bots.chat.screen import Working, beside
from bots.telegram import limits
from bots.telegram.hearing import Spot, post_of
from bots.telegram.keyboard import keyboard, stop_button
from core.language import Language

log = logging.getLogger(__name__)


class TelegramScreen:
    """The answer to one message. `files` gets each picture that was sent, Telegram's id of it and its conversation."""

    def __init__(self, bot: Bot, spot: Spot, language: Language) -> None:
        self._bot = bot
        self._spot = spot
        self._language = language
        self._progress: Message | None = None
        self.pace = limits.PRIVATE_PACE if spot.private else limits.GROUP_PACE
        self.files: list[tuple[Sheet, str, str]] = []

    def busy(self) -> AbstractAsyncContextManager[None]:
        """Keeps "typing …" alive."""
        return beside(self._act())

    async def _act(self) -> None:
        await asyncio.sleep(limits.ACTION_AFTER)
        while True:
            with contextlib.suppress(TelegramError):  # an ornament: the answer does not depend on it
                await self._bot.send_chat_action(self._spot.chat, ChatAction.TYPING, message_thread_id=self._spot.topic)
            await asyncio.sleep(limits.ACTION_SECONDS)

    async def working(self, news: Working) -> None:
        """One line with a stop button, which a preview turns into a picture."""
        stop = stop_button(self._language)
        if self._progress is None:
            self._progress = await self._send_text(news.words, None, reply_markup=stop)
        elif news.preview is not None:
            media = InputMediaPhoto(news.preview.data, caption=news.words)
            await self._progress.edit_media(media, reply_markup=stop)
        elif self._progress.photo:
            await self._progress.edit_caption(news.words, reply_markup=stop)
        else:
            await self._progress.edit_text(news.words, reply_markup=stop)

    async def show(self, letter: Letter) -> list[str]:
        """Send the answer; the ids of the messages that show its pictures."""
        sheets = [await _prepared(sheet, as_file=letter.as_files) for sheet in letter.sheets]
        if not sheets:
            await self._show_words(letter)
            return []
        if len(sheets) > 1:
            return await self._show_several(letter, sheets)
        sent = await self._show_one(letter, *sheets[0])
        return [post_of(sent)]

    async def _show_words(self, letter: Letter) -> None:
        text = _fit(letter, limits.TEXT)
        if self._progress is not None and not self._progress.photo:
            with contextlib.suppress(BadRequest):  # it was deleted meanwhile
                await self._progress.edit_text(text, reply_markup=keyboard(letter))
                return
        await self._drop_progress()
        await self._send_text(text, letter, reply_markup=keyboard(letter))

    async def _show_one(self, letter: Letter, sheet: Sheet, is_photo: bool) -> Message:
        caption = _fit(letter, limits.CAPTION)
        media = (InputMediaPhoto if is_photo else InputMediaDocument)(
            sheet.data, caption=caption, caption_entities=_bold(letter, caption), filename=sheet.name
        )
        sent = await self._replace(media, letter)
        if sent is None:
            send = self._bot.send_photo if is_photo else self._bot.send_document
            sent = await send(
                self._spot.chat, sheet.data, caption=caption, caption_entities=_bold(letter, caption),
                filename=sheet.name, reply_markup=keyboard(letter), message_thread_id=self._spot.topic,
                reply_parameters=self._reply(),
            )  # fmt: skip
        if sent.photo:
            self.files.append((letter.sheets[0], sent.photo[-1].file_id, letter.conversation))
        return sent

    async def _replace(self, media: InputMediaPhoto | InputMediaDocument, letter: Letter) -> Message | None:
        """Turn the progress into the answer; None where there is none to turn."""
        if self._progress is None:
            return None
        try:
            edited = await self._progress.edit_media(media, reply_markup=keyboard(letter))
        except BadRequest as error:
            log.info("the progress cannot become the answer: %s", error)
            await self._drop_progress()
            return None
        return edited if isinstance(edited, Message) else self._progress

    async def _show_several(self, letter: Letter, sheets: list[tuple[Sheet, bool]]) -> list[str]:
        """An album takes no keyboard and only one kind of media, so words and buttons follow it."""
        await self._drop_progress()
        photos = all(is_photo for _, is_photo in sheets)
        kind = InputMediaPhoto if photos else InputMediaDocument
        media = [kind(sheet.data, filename=sheet.name) for sheet, _ in sheets[: limits.ALBUM]]
        sent = await self._bot.send_media_group(
            self._spot.chat, media, message_thread_id=self._spot.topic, reply_parameters=self._reply()
        )
        for sheet, message in zip(letter.sheets, sent, strict=False):
            if message.photo:
                self.files.append((sheet, message.photo[-1].file_id, letter.conversation))
        words = await self._send_text(_fit(letter, limits.TEXT), letter, reply_markup=keyboard(letter))
        return [post_of(message) for message in (*sent, words)]

    async def _send_text(self, text: str, letter: Letter | None, **options: object) -> Message:
        return await self._bot.send_message(
            self._spot.chat, text, entities=_bold(letter, text) if letter else None,
            message_thread_id=self._spot.topic, reply_parameters=self._reply(),
            link_preview_options=LinkPreviewOptions(is_disabled=True), **options,  # pyright: ignore[reportArgumentType]
        )  # fmt: skip

    async def _drop_progress(self) -> None:
        if self._progress is not None:
            with contextlib.suppress(TelegramError):
                await self._progress.delete()
            self._progress = None

    def _reply(self) -> ReplyParameters | None:
        message = self._spot.message
        return ReplyParameters(message, allow_sending_without_reply=True) if message else None


def _fit(letter: Letter, limit: int) -> str:
    """The letter's words as Telegram counts them; what stands behind the limit gives way."""
    room = limit
    while limits.utf16(text := letter.caption(room)) > limit:
        room -= limits.utf16(text) - limit
    return clip(text, limit, letter.language) or "…"


def _bold(letter: Letter, text: str) -> list[MessageEntity] | None:
    if not letter.title or not text.startswith(letter.title):
        return None
    return [MessageEntity(MessageEntity.BOLD, 0, limits.utf16(letter.title))]


async def _prepared(sheet: Sheet, *, as_file: bool) -> tuple[Sheet, bool]:
    """The picture as it can be sent, and whether as a photo: those are recompressed and lose their transparency."""
    if not sheet.media_type.startswith("image/"):
        return sheet, False
    if as_file or await asyncio.to_thread(_is_clear, sheet.data):
        return await fitted(sheet, most_bytes=limits.UPLOAD) or sheet, False
    photo = await fitted(sheet, most_bytes=limits.PHOTO, most_sides=limits.PHOTO_SIDES, most_ratio=limits.PHOTO_RATIO)
    return (photo, True) if photo else (sheet, False)


def _is_clear(data: bytes) -> bool:
    """Whether a picture has transparent parts."""
    with Image.open(io.BytesIO(data)) as image:
        return "A" in image.getbands() and image.getchannel("A").getextrema()[0] != 255
