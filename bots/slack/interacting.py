"""Commands, shortcuts, buttons, menus and modals. Each is acknowledged before any work."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any, Final

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bots.chat.front import Front, Read
from bots.chat.keys import read_key
from bots.chat.letter import Letter, of_words
from bots.slack.blocks import WORDS, edit_modal
from bots.slack.files import fetched
from bots.slack.hearing import File, Spot, files_of, visit_of
from bots.slack.listening import Guarded, address_of, settle, spot_of
from bots.slack.people import People
from bots.slack.screen import ModalScreen, SlackScreen
from core.commands import COMMANDS
from core.errands import Errand, ErrandKind
from core.language import Language
from core.problems import Code, ProblemError
from core.reception import Said
from core.replies.phrases import say
from core.visit import Visit

PREFIX: Final = "chatelier-"
"""Stands before commands whose plain name Slack keeps for itself, such as "/chatelier-join"."""

EDIT_THIS: Final = "edit_this"
"""The shortcut of a message that is to be edited."""

_IN_MODAL: Final = frozenset({ErrandKind.DETAILS, ErrandKind.SETTINGS, ErrandKind.SET})


class Interacting:
    """Answers interactions. What it is given was acknowledged."""

    def __init__(self, front: Front, people: People, guarded: Guarded) -> None:
        self._front = front
        self._people = people
        self._guarded = guarded

    async def command(self, body: dict[str, Any], team: str, client: AsyncWebClient) -> None:
        """A slash command. Slack runs them in channels, never in threads."""
        name = str(body["command"]).removeprefix("/").removeprefix(PREFIX)
        command, words = COMMANDS.get(name), str(body.get("text") or "").strip()
        if command is None:
            return
        spot, user, event = Spot(team, body["channel_id"]), str(body["user_id"]), f"t{body['trigger_id']}"
        person = await self._people.of(client, team, user)
        visit = visit_of(spot, user, person)
        screen = await self._screen(client, spot, visit, user, body)
        if command.pipeline:

            async def read() -> tuple[Said | Errand, str]:
                return Said(text=words, command=command.name), ""

            await self._hear(event, spot, visit, read, screen)
        else:
            errand = Errand(kind=ErrandKind(command.name), value=words)
            await self._run(event, spot, visit, errand, screen, trigger=str(body["trigger_id"]), client=client)

    async def press(self, body: dict[str, Any], team: str, client: AsyncWebClient) -> None:
        """A button or the menu of chips, in a message or a modal."""
        action = body["actions"][0]
        made = str((action.get("selected_option") or action).get("value") or "")
        user, event = str(body["user"]["id"]), f"t{body['trigger_id']}"
        view = body.get("view")
        spot = _spot_of_view(team, view) if view else _spot_of_press(team, body)
        if spot is None:
            return
        person = await self._people.of(client, team, user)
        visit, _ = await settle(self._front, spot, visit_of(spot, user, person))
        screen = await self._screen(client, spot, visit, user, body)
        press = read_key(made)
        if press is not None and press.errand is not None:
            trigger, view_id = str(body["trigger_id"]), str(view["id"]) if view else ""
            await self._run(event, spot, visit, press.errand, screen, trigger=trigger, view=view_id, client=client)
        else:
            work = self._guarded(team, lambda: self._front.press(visit, press, screen))
            await self._front.take(event, address_of(spot, visit.locale), work)

    async def shortcut(self, body: dict[str, Any], team: str, client: AsyncWebClient) -> None:
        """ "Edit this" asks for words in a modal; "Describe this" needs none."""
        message, user = body["message"], str(body["user"]["id"])
        spot = spot_of(team, {**message, "channel": body["channel"]["id"]})
        person = await self._people.of(client, team, user)
        language = person.locale or Language.EN
        visit, _ = await settle(self._front, spot, visit_of(spot, user, person))
        picture = next((one for one in files_of(message.get("files")) if one.is_picture), None)
        target, event = str(message["ts"]), f"t{body['trigger_id']}"
        screen = await self._screen(client, spot, visit, user, body)
        if picture is None and await self._front.meant(visit, spot.post(target)) is None:
            letter = of_words(say(language, "menu.no_picture"), language)
            await self._front.take(event, "", self._guarded(team, lambda: _shown(screen, letter)))
        elif body["callback_id"] == EDIT_THIS:
            metadata = {"channel": spot.channel, "thread": spot.thread, "target": target,
                        "file": asdict(picture) if picture else None}  # fmt: skip
            try:
                await client.views_open(trigger_id=body["trigger_id"], view=edit_modal(language, metadata))
            except SlackApiError:  # it took too long, and the modal cannot be opened any more
                await self._hear(event, spot, visit, _too_late, screen)
        else:
            words = say(language, "menu.question")
            read = self._reader(client, spot, visit, target, picture, words, "ask")
            await self._hear(event, spot, visit, read, screen)

    async def submit(self, body: dict[str, Any], team: str, client: AsyncWebClient) -> None:
        """What was filled in after "Edit this"."""
        view, user = body["view"], str(body["user"]["id"])
        metadata: dict[str, Any] = json.loads(view["private_metadata"])
        words = str(view["state"]["values"][WORDS][WORDS].get("value") or "")
        spot = Spot(team, metadata["channel"], metadata["thread"])
        person = await self._people.of(client, team, user)
        visit, _ = await settle(self._front, spot, visit_of(spot, user, person))
        picture = File(**metadata["file"]) if metadata.get("file") else None
        read = self._reader(client, spot, visit, metadata["target"], picture, words, "edit")
        await self._hear(f"v{view['id']}", spot, visit, read, await self._screen(client, spot, visit, user, body))

    def _reader(
        self, client: AsyncWebClient, spot: Spot, visit: Visit, target: str, picture: File | None, words: str,
        command: str,
    ) -> Read:  # fmt: skip
        """Reads a turn about the picture of the message `target`."""

        async def read() -> tuple[Said | Errand, str]:
            base = await self._front.meant(visit, spot.post(target))
            if base is not None:
                return Said(text=words, base=base, command=command), ""
            if picture is None:
                raise ProblemError(Code.FILE_UNREACHABLE, "the picture of the message is not known any more")
            return Said(text=words, attachment=await fetched(client, picture), command=command), ""

        return read

    async def _hear(self, event: str, spot: Spot, visit: Visit, read: Read, screen: SlackScreen) -> None:
        work = self._guarded(spot.team, lambda: self._front.hear(visit, read, screen))
        await self._front.take(event, address_of(spot, visit.locale), work)

    async def _run(
        self, event: str, spot: Spot, visit: Visit, errand: Errand, screen: SlackScreen, *, client: AsyncWebClient,
        trigger: str, view: str = "",
    ) -> None:  # fmt: skip
        modal = ModalScreen(client, spot, screen, trigger=trigger, view=view) if errand.kind in _IN_MODAL else screen
        await self._front.take(event, "", self._guarded(spot.team, lambda: self._front.run(visit, errand, modal)))

    async def _screen(
        self, client: AsyncWebClient, spot: Spot, visit: Visit, user: str, body: dict[str, Any]
    ) -> SlackScreen:
        """Where the answer to an interaction appears."""
        language = await self._front.reception.language(visit)
        url = str(body.get("response_url") or "")
        in_place = bool((body.get("container") or {}).get("is_ephemeral"))
        return SlackScreen(client, spot, user, language, response_url=url, in_place=in_place)


def _spot_of_press(team: str, body: dict[str, Any]) -> Spot | None:
    container, message = body.get("container") or {}, body.get("message") or {}
    channel = (body.get("channel") or {}).get("id") or container.get("channel_id")
    if channel is None:
        return None
    event = {
        "channel": channel,
        "ts": message.get("ts"),
        "thread_ts": container.get("thread_ts") or message.get("thread_ts"),
    }
    return spot_of(team, event)


def _spot_of_view(team: str, view: dict[str, Any]) -> Spot | None:
    try:
        metadata = json.loads(view.get("private_metadata") or "")
        return Spot(team, metadata["channel"], metadata["thread"])
    except (ValueError, KeyError, TypeError):
        return None


async def _shown(screen: SlackScreen, letter: Letter) -> None:
    await screen.show(letter)


async def _too_late() -> tuple[Said | Errand, str]:
    raise ProblemError(Code.STALE_BUTTON, "the modal could not be opened in time")
