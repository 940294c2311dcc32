"""What an update says: who speaks where, whether the bot is meant, the words, the picture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from telegram import CallbackQuery, Chat, InlineQuery, MaybeInaccessibleMessage, Message, MessageEntity, User

from core.language import Language, of_locale
from core.preferences import Listen
from core.visit import Visit

PLATFORM: Final = "telegram"

_IMAGES: Final = re.compile(r"image/", re.IGNORECASE)


@dataclass(frozen=True)
class Spot:
    """Where an answer goes: a chat, a topic of it, and the message that it answers."""

    chat: int
    topic: int | None = None
    message: int | None = None
    private: bool = False


def spot_of(message: MaybeInaccessibleMessage) -> Spot:
    """Where the answer to `message` goes."""
    private = message.chat.type == Chat.PRIVATE
    topic = message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
    return Spot(message.chat.id, topic, None if private else message.message_id, private)


def visit_of(user: User, spot: Spot) -> Visit:
    """Who speaks, and where: each topic of a forum is a place of its own."""
    chat = f"{PLATFORM}:{spot.chat}"
    return Visit(
        platform=PLATFORM,
        place=f"{chat}/{spot.topic}" if spot.topic else chat,
        group=chat,
        person=f"{PLATFORM}:{user.id}",
        name=user.first_name,
        private=spot.private,
        locale=locale_of(user),
    )


def visit_of_press(query: CallbackQuery) -> Visit | None:
    """Who presses a button, and where; None for a message that is not the bot's own any more."""
    return visit_of(query.from_user, spot_of(query.message)) if query.message else None


def visit_of_search(query: InlineQuery) -> Visit:
    """Who looks for a picture from any chat: it counts as the private chat with the bot."""
    return visit_of(query.from_user, Spot(query.from_user.id, private=True))


def locale_of(user: User) -> Language | None:
    """The language that the user's app is in, where it is one of ours."""
    return of_locale(user.language_code or "")


def post_of(message: MaybeInaccessibleMessage) -> str:
    """The id by which a message is remembered."""
    return f"{message.chat.id}/{message.message_id}"


def replied_to(message: Message) -> Message | None:
    """The message that the person replied to. In a topic each message counts as a reply to the topic's first one."""
    target = message.reply_to_message
    return None if target is None or target.forum_topic_created else target


def is_meant(message: Message, bot: User, listen: Listen) -> bool:
    """Whether the bot is to answer: always in private, in a group when it is named, replied to or given a command."""
    if message.chat.type == Chat.PRIVATE or listen is Listen.ALL:
        return True
    if (target := replied_to(message)) and target.from_user and target.from_user.id == bot.id:
        return True
    words = message.text or message.caption or ""
    return _mentions(message, bot) or _commands(words, bot)


def _mentions(message: Message, bot: User) -> bool:
    named = {**message.parse_entities(), **message.parse_caption_entities()}
    for entity, text in named.items():
        if entity.type == MessageEntity.MENTION and text.lower() == f"@{bot.username}".lower():
            return True
        if entity.type == MessageEntity.TEXT_MENTION and entity.user and entity.user.id == bot.id:
            return True
    return False


def _commands(words: str, bot: User) -> bool:
    match = re.match(r"/\w+(?:@(\w+))?", words)
    return bool(match) and (match.group(1) or bot.username or "").lower() == (bot.username or "").lower()


def words_of(message: Message, bot: User) -> str:
    """The words of a message, without the bot's name."""
    words = message.text or message.caption or ""
    return re.sub(rf"@{re.escape(bot.username or '')}\b", "", words, flags=re.IGNORECASE).strip()


@dataclass(frozen=True)
class File:
    """A file that can be fetched. `size` in bytes, 0 where Telegram does not say."""

    id: str
    name: str
    size: int


def picture_of(message: Message) -> File | None:
    """The picture of a message: a photo in its largest size, an image sent as a file, a still sticker."""
    if message.photo:
        best = max(message.photo, key=lambda one: one.width * one.height)
        return File(best.file_id, "photo.jpg", best.file_size or 0)
    document = message.document
    if document and _IMAGES.match(document.mime_type or ""):
        return File(document.file_id, document.file_name or "picture", document.file_size or 0)
    sticker = message.sticker
    if sticker and not sticker.is_animated and not sticker.is_video:
        return File(sticker.file_id, "sticker.webp", sticker.file_size or 0)
    return None


def is_other_file(message: Message) -> bool:
    """Whether something was sent that is neither words nor a picture."""
    others = (message.document, message.video, message.voice, message.audio, message.animation, message.video_note,
              message.sticker)  # fmt: skip
    return picture_of(message) is None and any(others)
