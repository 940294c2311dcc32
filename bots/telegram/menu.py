"""The menu of commands, and what the bot says of itself, in each language."""

from __future__ import annotations

import logging

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from core.commands import COMMANDS
from core.language import Language
from core.replies.phrases import say

log = logging.getLogger(__name__)


async def put_menu(bot: Bot) -> None:
    """Set commands and description. What Telegram refuses is logged: the bot works without a menu."""
    for language in Language:
        code = None if language is Language.EN else language.value  # English is for every language but ours
        commands = [BotCommand(command.name, command.description[language]) for command in COMMANDS.values()]
        try:
            await bot.set_my_commands(commands, language_code=code)
            await bot.set_my_description(say(language, "help"), language_code=code)
        except TelegramError as error:
            log.warning("the menu could not be set: %s", error)
