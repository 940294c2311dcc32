"""Interactions: slash commands, context menus, buttons, menus and modals. Each is acknowledged before any work."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, Final

from discord import Client, HTTPException, Interaction, InteractionType, TextStyle
from discord.app_commands import Choice
from discord.ui import Modal, TextInput

from bots.chat.front import Front
from bots.chat.keys import read_key
from bots.discord import limits
from bots.discord.commands import IMAGE, menu_key
from bots.discord.components import DROPS
from bots.discord.hearing import messageable, post_of, visit_of
from bots.discord.listening import address_of
from bots.discord.pictures import Source, fetched, first_picture, source_of_option
from bots.discord.screen import DiscordScreen, InteractionSender, ReplySender
from core.commands import COMMANDS, choices, collect, options
from core.errands import Errand, ErrandKind
from core.language import Language
from core.problems import Code, ProblemError
from core.reception import Said
from core.replies.phrases import say
from core.visit import Visit

_TARGETS: Final = 1000
"""Pictures of context menus whose modal is open."""
_MODAL: Final = "edit"


class Interacting:
    """Answers interactions."""

    def __init__(self, client: Client, front: Front) -> None:
        self._client = client
        self._front = front
        self._targets: OrderedDict[int, Source] = OrderedDict()

    async def take(self, interaction: Interaction[Client]) -> None:
        """Acknowledge an interaction within three seconds, and answer it beside the next ones."""
        data: dict[str, Any] = dict(interaction.data or {})
        match interaction.type:
            case InteractionType.autocomplete:
                await self._complete(interaction, data)
            case InteractionType.application_command if data.get("type") == 3:
                await self._take_menu(interaction, data)
            case InteractionType.application_command:
                await self._take_command(interaction, data)
            case InteractionType.component:
                await self._take_press(interaction, data)
            case InteractionType.modal_submit:
                await self._take_modal(interaction, data)
            case _:
                pass

    async def _complete(self, interaction: Interaction[Client], data: dict[str, Any]) -> None:
        command = COMMANDS.get(data["name"])
        focused = next((one for one in data.get("options", []) if one.get("focused")), None)
        if command is None or focused is None:
            return
        language = visit_of(interaction).locale or Language.EN
        param = next(one for one in options(command) if one.name == focused["name"])
        typed = str(focused.get("value", ""))
        found = choices(param, typed, language)
        if typed and not param.choices and typed not in {value for _, value in found}:
            found = [(typed, typed), *found]  # what is typed is as good as what is offered
        shown = [Choice(name=label[: limits.CHOICE], value=value[: limits.CHOICE]) for label, value in found]
        await interaction.response.autocomplete(shown[: limits.OPTIONS])

    async def _take_command(self, interaction: Interaction[Client], data: dict[str, Any]) -> None:
        command = COMMANDS.get(data["name"])
        if command is None:
            return
        given = {one["name"]: one["value"] for one in data.get("options", [])}
        image = given.pop(IMAGE, None)
        visit = visit_of(interaction)
        if not command.pipeline:
            errand = Errand(kind=ErrandKind(command.name), value=str(given.get(command.words, "")))
            if await self._acknowledge(interaction, private=True):
                await self._run(interaction, visit, errand)
            return
        words, typed = collect(command, given)
        source = source_of_option(data["resolved"]["attachments"][image]) if image else None

        async def read() -> tuple[Said | Errand, str]:
            attachment = await fetched(self._client, source) if source else None
            return Said(text=words, attachment=attachment, command=command.name, options=typed), ""

        await self._hear(interaction, visit, read)

    async def _take_menu(self, interaction: Interaction[Client], data: dict[str, Any]) -> None:
        """ "Edit this" asks for words in a modal; "Describe this" needs none."""
        visit, target = visit_of(interaction), int(data["target_id"])
        source = first_picture(data["resolved"]["messages"][data["target_id"]].get("attachments", []))
        language = visit.locale or Language.EN
        if source is None:
            words = say(language, "menu.no_picture")
            await interaction.response.send_message(words, ephemeral=True)
        elif menu_key(data["name"]) == "menu.edit":
            self._targets[target] = source
            while len(self._targets) > _TARGETS:
                self._targets.popitem(last=False)
            await interaction.response.send_modal(_modal(language, target))
        else:
            await self._hear_target(interaction, visit, target, source, say(language, "menu.question"), "ask")

    async def _take_modal(self, interaction: Interaction[Client], data: dict[str, Any]) -> None:
        kind, _, target = data["custom_id"].partition("~")
        if kind != _MODAL or not target.isdecimal():
            return
        words = str(next(_values(data), ""))
        source = self._targets.pop(int(target), None)
        await self._hear_target(interaction, visit_of(interaction), int(target), source, words, "edit")

    async def _hear_target(
        self,
        interaction: Interaction[Client],
        visit: Visit,
        target: int,
        source: Source | None,
        words: str,
        command: str,
    ) -> None:
        """A turn about the picture of the message `target`."""

        async def read() -> tuple[Said | Errand, str]:
            base = await self._front.meant(visit, post_of(interaction.channel_id or 0, target))
            if base is not None:
                return Said(text=words, base=base, command=command), ""
            if source is None:
                raise ProblemError(Code.FILE_UNREACHABLE, "the picture of the message is not known any more")
            return Said(text=words, attachment=await fetched(self._client, source), command=command), ""

        await self._hear(interaction, visit, read)

    async def _take_press(self, interaction: Interaction[Client], data: dict[str, Any]) -> None:
        made = data["values"][0] if data["custom_id"] == DROPS and data.get("values") else data["custom_id"]
        visit, press = visit_of(interaction), read_key(made)
        private = press is None or press.stop or (press.errand is not None and press.errand.kind is not ErrandKind.FILE)
        if not await self._acknowledge(interaction, private=private):
            return
        screen = await self._screen(interaction, visit)
        event, address = f"i{interaction.id}", address_of(interaction.channel_id, visit.locale)
        await self._front.take(event, address, lambda: self._front.press(visit, press, screen))

    async def _run(self, interaction: Interaction[Client], visit: Visit, errand: Errand) -> None:
        screen = await self._screen(interaction, visit)
        await self._front.take(f"i{interaction.id}", "", lambda: self._front.run(visit, errand, screen))

    async def _hear(self, interaction: Interaction[Client], visit: Visit, read: Any) -> None:
        if await self._acknowledge(interaction):
            screen = await self._screen(interaction, visit)
            address = address_of(interaction.channel_id, visit.locale)
            await self._front.take(f"i{interaction.id}", address, lambda: self._front.hear(visit, read, screen))

    async def _acknowledge(self, interaction: Interaction[Client], *, private: bool = False) -> bool:
        """Defer the answer. False where the interaction was answered before: the gateway delivered it twice."""
        try:
            await interaction.response.defer(thinking=True, ephemeral=private)
        except HTTPException as error:
            if error.code == limits.ANSWERED:
                return False
            if error.code not in limits.DEAD_TOKEN:
                raise
        return True

    async def _screen(self, interaction: Interaction[Client], visit: Visit) -> DiscordScreen:
        channel = messageable(interaction.channel)
        sender = InteractionSender(interaction)
        if channel is not None:
            sender.fallback = ReplySender(channel, None, interaction.user, sender.limit)
        return DiscordScreen(sender, await self._front.reception.language(visit), None)


def _modal(language: Language, target: int) -> Modal:
    modal = Modal(title=say(language, "menu.edit"), custom_id=f"{_MODAL}~{target}", timeout=None)
    modal.add_item(TextInput(label=say(language, "menu.change"), style=TextStyle.paragraph, max_length=1000))
    modal.stop()  # its answer arrives as an interaction; nothing needs to be held for it
    return modal


def _values(data: dict[str, Any]):
    for row in data.get("components", []):
        yield from (one["value"] for one in row.get("components", [row.get("component")]) if one)
