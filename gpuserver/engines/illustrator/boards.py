"""Texts of a scene, and the boards that they stand on."""

from __future__ import annotations

from typing import Final

from gpuserver.engines.illustrator.greetings import greeting_on, without_occasion
from gpuserver.engines.illustrator.nouns import text_on
from gpuserver.engines.illustrator.relations.role import Role
from gpuserver.engines.illustrator.signs import can_letter, has_board

_GREETING: Final = frozenset({"card", "sign", "poster"})
"""What is lettered with a greeting where it is for an occasion."""


def with_texts(roles: list[Role]) -> tuple[list[Role], list[str]]:
    """The roles with their texts, where a board that is only named for its text gives it to what has one; and the
    texts that cannot be lettered."""
    unwritten: list[str] = []
    for role in roles:
        role.says = text_on(role.subject)
        if role.name in _GREETING and not role.says:
            role.says = greeting_on(role.subject)
            role.subject = without_occasion(role.subject) if role.says else role.subject
        if role.says and not can_letter(role.says):
            unwritten.append(role.says)
            role.says = ""
    for board in [role for role in roles if role.name == "sign" and role.place.relation != "held"]:
        bearer = next((role for role in roles if role is not board and has_board(role.artwork)), None)
        if bearer is not None and bool(board.says) != bool(bearer.says):
            bearer.says = bearer.says or board.says
            roles = [role for role in roles if role is not board]
    return roles, unwritten
