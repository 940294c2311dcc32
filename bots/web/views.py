"""Conversations, versions, turns and events as the page reads them."""

from __future__ import annotations

import base64
import json
from typing import Any

from bots.web.running import News, RunningTurn
from core.chips import chips_of
from core.conversation import Conversation, Summary, Turn
from core.language import Language
from core.messages import Reply
from core.ports import Preview, Progress, Queued
from core.problems import Problem
from core.recipe import Upload
from core.versions import Version
from core.work import Understood

Json = dict[str, Any]


def versions_view(conversation: Conversation | None, after: int = 0) -> list[Json]:
    """The versions with numbers above `after`. Takes time with their number: call it off the event loop."""
    if conversation is None:
        return []
    held, language = conversation.tree.versions, conversation.language
    return [_version(one, held.get(one.parent or 0), language) for one in held.values() if one.number > after]


def _version(version: Version, parent: Version | None, language: Language) -> Json:
    """What the tree, the gallery, dropped chips and the before/after view need of a version."""
    source = version.recipe.source
    chips = chips_of(version.recipe, language, parent.recipe if parent else None)
    labels = {chip.label for chip in chips}
    before = chips_of(parent.recipe, language) if parent else ()
    return {
        "changed": [chip.label for chip in chips if chip.changed],
        "dropped": [{"slot": chip.slot, "label": chip.label} for chip in before if chip.label not in labels],
        "number": version.number,
        "parent": version.parent,
        "title": version.title,
        "alt": version.alt_text,
        "images": [{"digest": one.digest, "width": one.width, "height": one.height} for one in version.images],
        "source": source.digest if isinstance(source, Upload) else None,
        "engine": version.engine,
    }


def turn_view(turn: Turn) -> Json:
    """One turn, with its reply as the user saw it."""
    reply = json.loads(turn.reply) if turn.reply else None
    return {"index": turn.index, "user": turn.user, "upload": turn.upload, "created": turn.created, "reply": reply}


def summary_view(summary: Summary) -> Json:
    """One line of the list of conversations."""
    return summary.model_dump(mode="json")


def running_view(turn: RunningTurn) -> Json:
    """A turn under way, for a page that is opened again."""
    message = turn.message
    return {"id": turn.id, "user": message.text, "control": message.control is not None}


def conversation_view(
    name: str, conversation: Conversation | None, turns: list[Turn], running: list[RunningTurn]
) -> Json:
    """A conversation whole; one that nobody has spoken in yet is empty. Call it off the event loop."""
    tree = conversation.tree if conversation else None
    return {
        "id": name,
        "title": conversation.title if conversation else "",
        "current": tree.current if tree else None,
        "versions": versions_view(conversation),
        "turns": [turn_view(turn) for turn in turns],
        "more": bool(turns) and turns[0].index > 0,
        "running": [running_view(turn) for turn in running],
    }


def event_view(news: News) -> tuple[str, Json]:
    """The name of an event of the stream, and its body."""
    match news:
        case Understood():
            actions = [one.model_dump(mode="json") for one in news.actions]
            return "understood", {"actions": actions, "title": news.title}
        case Queued():
            return "queued", {"position": news.position, "seconds": news.seconds}
        case Progress():
            return "progress", {"percent": news.percent, "seconds": news.seconds}
        case Preview():
            data = base64.b64encode(news.data).decode()
            return "preview", {"percent": news.percent, "url": f"data:{news.media_type};base64,{data}"}
        case Reply():
            return "reply", news.model_dump(mode="json")
        case Problem():
            return "problem", news.model_dump(mode="json")
