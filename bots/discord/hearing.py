"""What an event says: who speaks where, whether the bot is meant, the words, the picture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from discord import Attachment, Client, DMChannel, Interaction, Message, Thread, User
from discord.abc import Messageable

from core.language import of_locale
from core.preferences import Listen
from core.visit import Visit

PLATFORM: Final = "discord"


def visit_of_message(message: Message) -> Visit:
    """Who speaks, and where: a thread is a place of its own. Discord tells no person's language with a message."""
    guild = message.guild
    place = f"{PLATFORM}:{message.channel.id}"
    permissions = getattr(message.author, "guild_permissions", None)
    return Visit(
        platform=PLATFORM,
        place=place,
        group=f"{PLATFORM}:{guild.id}" if guild else place,
        person=f"{PLATFORM}:{message.author.id}",
        name=message.author.display_name,
        private=guild is None,
        admin=bool(permissions and permissions.manage_guild),
        locale=of_locale(str(guild.preferred_locale)) if guild else None,
    )


def visit_of(interaction: Interaction[Client]) -> Visit:
    """Who uses a command or presses a button, and where."""
    place = f"{PLATFORM}:{interaction.channel_id}"
    return Visit(
        platform=PLATFORM,
        place=place,
        group=f"{PLATFORM}:{interaction.guild_id}" if interaction.guild_id else place,
        person=f"{PLATFORM}:{interaction.user.id}",
        name=interaction.user.display_name,
        private=interaction.guild_id is None,
        admin=interaction.guild_id is not None and interaction.permissions.manage_guild,
        locale=of_locale(interaction.locale.value),
    )


def post_of(channel: int, message: int) -> str:
    """The id by which a message is remembered."""
    return f"{channel}/{message}"


def is_meant(message: Message, me: User | Any, listen: Listen) -> bool:
    """Whether the bot is to answer: always in private; in a server when it is named, replied to, or set to listen."""
    if isinstance(message.channel, DMChannel) or me in message.mentions:
        return True
    target = message.reference.resolved if message.reference else None
    if isinstance(target, Message) and target.author.id == me.id:
        return True
    if listen is Listen.ALL:
        return True
    return listen is Listen.THREADS and isinstance(message.channel, Thread) and message.channel.me is not None


def words_of(message: Message, me: User | Any) -> str:
    """The words of a message, without the bot's name."""
    return re.sub(rf"<@!?{me.id}>", "", message.content).strip()


def pictures_of(attachments: Sequence[Attachment]) -> list[Attachment]:
    """The attachments that say that they are pictures."""
    return [one for one in attachments if (one.content_type or "").startswith("image/")]


def messageable(channel: object) -> Messageable | None:
    """`channel`, where something can be sent to it."""
    return channel if isinstance(channel, Messageable) else None
