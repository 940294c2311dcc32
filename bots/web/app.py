"""The web chat as an aiohttp application."""

from __future__ import annotations

from aiohttp import web

from bots.web import conversations, guests, messages, page, pictures
from bots.web.guard import TRIES, Tries, add_headers, ask_password, same_origin, tell_problems
from bots.web.guests import GUESTS, Guests
from bots.web.owner import OWNERSHIP, Ownership, know_browser
from bots.web.pictures import PICTURES, Pictures
from bots.web.port import CONFIG, DIALOGUE, NOTES, STORE, DialoguePort, WebConfig
from bots.web.running import TURNS, RunningTurns
from core.ports import Notes, Store

__all__ = ["WebConfig", "make_web_app"]


def make_web_app(dialogue: DialoguePort, store: Store, notes: Notes, config: WebConfig) -> web.Application:
    """The application that serves the page and its API. It owns the turns that it starts, and nothing else."""
    app = web.Application(middlewares=[tell_problems, same_origin, know_browser, ask_password])
    app[CONFIG] = config
    app[STORE] = store
    app[NOTES] = notes
    app[DIALOGUE] = dialogue
    app[TURNS] = RunningTurns(dialogue, config)
    app[GUESTS] = Guests(notes)
    app[OWNERSHIP] = Ownership(store, app[GUESTS].knows)
    app[PICTURES] = Pictures(store)
    app[TRIES] = Tries()
    app.on_response_prepare.append(add_headers)
    app.on_shutdown.append(_stop)
    _route(app)
    return app


async def _stop(app: web.Application) -> None:
    await app[TURNS].close()


def _route(app: web.Application) -> None:
    one = "/api/conversations/{conversation}"
    app.add_routes(
        [
            web.get("/", page.index),
            web.get("/login", page.show_login),
            web.post("/login", page.log_in),
            web.get("/healthz", page.health),
            web.static("/static", page.STATIC),
            web.get("/api/conversations", conversations.list_conversations),
            web.post("/api/conversations", conversations.new_conversation),
            web.post("/api/join", guests.join),
            web.delete("/api/me", conversations.forget_me),
            web.get(one, conversations.get_conversation),
            web.patch(one, conversations.rename_conversation),
            web.delete(one, conversations.forget_conversation),
            web.get(one + "/turns", conversations.get_turns),
            web.get(one + "/versions", conversations.get_versions),
            web.post(one + "/code", guests.give_code),
            web.get(one + "/export", conversations.export_conversation),
            web.get(one + "/images/{digest}", pictures.get_picture),
            web.post(one + "/messages", messages.post_message),
            web.post(one + "/cancel", messages.cancel_turn),
            web.get(one + "/running/{turn}", messages.watch_turn),
        ]
    )
