"""`chatelier say`: turns from the command line, one JSON object each; for scripts, recordings and tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bots.cli.wiring import House
from bots.terminal.picture import file_name
from core.messages import Attachment, Message, Reply


def turn_json(reply: Reply, image: Path | None) -> dict[str, Any]:
    """The fields that a script wants of a turn."""
    return {
        "modality": reply.modality.value,
        "actions": [one.model_dump(mode="json") for one in reply.actions],
        "belief": {slot: list(values) for slot, values in reply.belief.items()},
        "prompt": reply.prompt,
        "image": str(image) if image else None,
        "alt_text": reply.pictures[0].alt_text if reply.pictures else None,
        "reply": reply.text,
        "suggestion": reply.suggestion,
    }


async def say_turn(house: House, message: Message, out: Path, number: int) -> tuple[Reply, Path | None]:
    """Run one turn and write its picture as `out`/NN.ext. Raises ProblemError when the turn fails."""
    reply: Reply | None = None
    async for event in house.dialogue.handle(message):
        if isinstance(event, Reply):
            reply = event
    assert reply is not None
    path: Path | None = None
    for index, picture in enumerate(reply.pictures):
        written = out / file_name(f"{number:02d}", index, picture.media_type)
        written.write_bytes(await house.store.get_image(picture.digest))
        path = path or written
    return reply, path


def message_of(conversation: str, text: str, image: Path | None) -> Message:
    """A turn of the script; the image goes with the first one."""
    attachment = Attachment(data=image.read_bytes(), name=image.name) if image else None
    return Message(conversation=conversation, author="terminal", text=text, attachment=attachment, platform="terminal")


def line_of(reply: Reply, image: Path | None) -> str:
    """One line of JSON."""
    return json.dumps(turn_json(reply, image), ensure_ascii=False)
