"""The content of a portable recipe file, and the checks that it must pass before it is believed."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable
from typing import Final, Literal

from PIL import Image as Pillow
from PIL import UnidentifiedImageError
from pydantic import ValidationError

from core.conversation import Pending, Turn
from core.language import Language
from core.messages import Reply
from core.model import Model
from core.pipeline import ActionError
from core.problems import Code, ProblemError
from core.recipe import RENDERED, Upload, plan
from core.versions import DEPTH_OF_UNDO, Image, Version

FORMAT: Final = "chatelier.conversation"
FORMAT_VERSION: Final = 1
MAX_IMAGES: Final = 20_000
MAX_WORDS: Final = 200_000
"""Characters of one turn, question and answer together."""

MAX_PIXELS: Final = 89_000_000
"""Pixels of one image, as its header says."""

_KINDS: Final = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp", "GIF": "image/gif"}
_GPS: Final = 0x8825
"""The EXIF tag of the place where a photo was taken."""


class Recipes(Model):
    """What `recipe.json` holds."""

    format: Literal["chatelier.conversation"] = FORMAT
    version: Literal[1] = FORMAT_VERSION
    title: str
    language: Language
    seed: int
    turn_count: int
    pending: Pending
    current: int | None
    past: tuple[int, ...]
    forward: tuple[int, ...]
    versions: tuple[Version, ...]
    turns: tuple[Turn, ...]
    images: tuple[Image, ...]


def refuse(why: str) -> ProblemError:
    return ProblemError(Code.INVALID_REQUEST, f"This recipe file cannot be used: {why}.")


def parse(data: bytes) -> Recipes:
    try:
        head = json.loads(data)
        told = (head.get("format"), head.get("version")) if isinstance(head, dict) else (None, None)
    except (ValueError, RecursionError):
        raise refuse("recipe.json is no JSON") from None
    if told[0] != FORMAT:
        raise refuse("recipe.json is of another program")
    if told[1] != FORMAT_VERSION:
        raise refuse(f"it is of format version {str(told[1])[:20]}, and this release reads {FORMAT_VERSION}")
    try:
        return Recipes.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])[:80]
        raise refuse(f"{where} in recipe.json is not valid ({first['msg'][:80]})") from None


def check(recipes: Recipes) -> None:
    """Everything that is referred to is there, and versions form a tree."""
    digests = {image.digest for image in recipes.images}
    if len(digests) != len(recipes.images) or len(digests) > MAX_IMAGES:
        raise refuse("images are listed twice, or are too many")
    numbers: set[int] = set()
    last = 0
    for version in recipes.versions:
        if version.number <= last or not (version.parent is None or version.parent in numbers):
            raise refuse(f"version {version.number} does not fit the tree")
        last = version.number
        numbers.add(last)
        _check_recipe(version)
    _check_state(recipes, numbers)
    _check_turns(recipes, numbers)
    used = {image.digest for version in recipes.versions for image in version.images}
    if used | set(sources(recipes.versions, recipes.turns)) != digests:
        raise refuse("images are missing, or are there for nothing")


def _check_recipe(version: Version) -> None:
    try:
        if any(edit.pipeline not in RENDERED for edit in version.recipe.edits):
            raise ActionError("it holds an edit that is none")
        plan(version.recipe)
    except (ActionError, ValueError, ProblemError):
        raise refuse(f"the recipe of version {version.number} cannot be rendered") from None
    if not version.images or len(version.seeds or version.images) != len(version.images):
        raise refuse(f"version {version.number} has not one picture for each seed")


def _check_state(recipes: Recipes, numbers: set[int]) -> None:
    moves = (*recipes.past, *recipes.forward, *((recipes.current,) if recipes.current is not None else ()))
    if not numbers.issuperset(moves) or len(recipes.past) > DEPTH_OF_UNDO or len(recipes.forward) > DEPTH_OF_UNDO:
        raise refuse("its undo history names versions that are not there, or is too long")
    if recipes.pending.other_base is not None and recipes.pending.other_base not in numbers:
        raise refuse("its open question is about a version that is not there")


def _check_turns(recipes: Recipes, numbers: set[int]) -> None:
    last = -1
    for turn in recipes.turns:
        if not last < turn.index < recipes.turn_count or not (turn.version is None or turn.version in numbers):
            raise refuse(f"turn {turn.index} does not fit")
        if len(turn.user) + len(turn.system) > MAX_WORDS:
            raise refuse(f"the text of turn {turn.index} is too long")
        last = turn.index
        try:
            moved(turn, author="", conversation="")
        except ValidationError:
            raise refuse(f"the reply of turn {turn.index} is not valid") from None


def measured(digest: str, data: bytes) -> Image:
    """The image that `data` is. Raises ProblemError where it is none of `digest`, or none that is taken in."""
    if hashlib.sha256(data).hexdigest() != digest:
        raise refuse(f"the image {digest[:12]} has other bytes than its digest says")
    try:
        with Pillow.open(io.BytesIO(data), formats=tuple(_KINDS)) as picture:
            kind, (width, height) = picture.format, picture.size
            located = _GPS in picture.getexif()
    except (UnidentifiedImageError, Pillow.DecompressionBombError, Pillow.DecompressionBombWarning):
        raise refuse(f"the image {digest[:12]} is no picture, or too large") from None
    except (OSError, ValueError, SyntaxError):
        raise refuse(f"the image {digest[:12]} is broken") from None
    if width * height > MAX_PIXELS:
        raise refuse(f"the image {digest[:12]} has more than {MAX_PIXELS // 10**6} megapixels")
    if located:
        raise refuse(f"the image {digest[:12]} says where it was taken")
    return Image(digest=digest, media_type=_KINDS[kind or ""], width=width, height=height)


def sources(versions: Iterable[Version], told: Iterable[Turn]) -> list[str]:
    """The digests of the photos that recipes start from and that came with turns."""
    photos = [version.recipe.source.digest for version in versions if isinstance(version.recipe.source, Upload)]
    return [*photos, *(turn.upload for turn in told if turn.upload)]


def moved(turn: Turn, *, author: str, conversation: str) -> Turn:
    """`turn` as one of another author, in another conversation."""
    reply = turn.reply
    if reply:
        reply = Reply.model_validate_json(reply).model_copy(update={"conversation": conversation}).model_dump_json()
    return turn.model_copy(update={"author": author, "reply": reply})
