"""What core needs from the rooms beside it, as protocols; the command line plugs in the real ones."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from core.conversation import Conversation, Summary, Turn
from core.receipt import Receipt
from core.recipe import Recipe
from core.seen import FaceNote, Seen
from core.versions import Image, Version


@dataclass(frozen=True)
class Queued:
    """The job waits; `position` pictures are ahead of it (0: it is next)."""

    position: int
    seconds: float | None = None
    """Until it is expected to be done; None: not known."""


@dataclass(frozen=True)
class Progress:
    """The job runs; `percent` in 0..100, never falling."""

    percent: int
    seconds: float | None = None
    """Until the part of it that runs is expected to be done; None: not known."""


@dataclass(frozen=True)
class Preview:
    """An early look at the picture."""

    data: bytes
    media_type: str
    percent: int


@dataclass(frozen=True)
class Rendered:
    """A finished picture: encoded bytes with provenance metadata, and what is known of it."""

    index: int
    data: bytes
    media_type: str
    width: int
    height: int
    seed: int | None
    engine: str
    seen: Seen
    undrawn: tuple[str, ...] = ()
    """Words of the scene that the engine could not draw."""
    instead: tuple[tuple[str, str], ...] = ()
    """The user's words, and what was drawn for them."""
    face: FaceNote | None = None
    """Of a photo whose faces were edited."""


RenderEvent = Queued | Progress | Preview | Rendered


@dataclass(frozen=True)
class Intake:
    """An uploaded image made safe: upright, RGB(A), metadata stripped, re-encoded."""

    data: bytes
    media_type: str
    width: int
    height: int
    seen: Seen


class Renderer(Protocol):
    """The inference server as the dialogue sees it. Every method raises ProblemError."""

    def render(self, recipe: Recipe, source: bytes | None, user: str = "") -> AsyncGenerator[RenderEvent, None]:
        """Render `recipe` (from `source` where it starts from an upload). Closing the iterator cancels the job.

        `user` is who asked: the queue takes turns between users.
        """
        ...

    async def intake(self, data: bytes) -> Intake:
        """Check and normalise an upload."""
        ...

    async def ask(self, image: bytes, question: str, language: str) -> Seen:
        """Look at an image; `Seen.answer` holds words where an engine answers questions."""
        ...


@dataclass(frozen=True)
class Found:
    """A search hit: the picture, its caption and where it is from."""

    data: bytes
    media_type: str
    caption: str
    source: str
    credit: str | None = None


class Search(Protocol):
    """One place to look for existing pictures."""

    async def search(self, query: str, conversation: str, limit: int, author: str | None = None) -> list[Found]:
        """The best hits first; an empty list where nothing fits. `author` is who asks: theirs may be searched too."""
        ...


@dataclass(frozen=True)
class Embeddings:
    """Vectors of length 1, each as little-endian floats of 32 bits. Only those of one `model` can be compared."""

    model: str
    vectors: tuple[bytes, ...]


class Embedder(Protocol):
    """Words and pictures as vectors of one space: the closer, the better they fit."""

    async def embed(self, words: Sequence[str] = (), pictures: Sequence[bytes] = ()) -> Embeddings:
        """The vectors of `words`, then those of encoded `pictures`. Raises ProblemError (cannot_do without a model)."""
        ...


class ConflictError(Exception):
    """The stored conversation is not the one that a write was made from: load it again. Nothing was written."""


class Store(Protocol):
    """Conversations, versions and images. Every write is durable when its call returns."""

    async def load(self, conversation: str) -> Conversation | None: ...
    async def save_turn(self, conversation: Conversation, turn: Turn, added: tuple[Version, ...]) -> None:
        """Record `turn`, the versions that it added and the conversation's new state, all or nothing.

        Raises ConflictError where another process, or `forget`, has changed the conversation since it was loaded.
        """
        ...

    async def owner(self, conversation: str) -> str | None:
        """Whose conversation it is; None where there is none of that id."""
        ...

    async def turns(self, conversation: str, *, before: int | None = None, limit: int = 50) -> list[Turn]: ...
    async def put_image(self, data: bytes, media_type: str, width: int, height: int) -> Image: ...
    async def get_image(self, digest: str) -> bytes:
        """The bytes. Raises KeyError when there is no such image."""
        ...

    async def image(self, digest: str) -> Image:
        """What is known of an image. Raises KeyError when there is no such image."""
        ...

    async def list(self, author: str, *, limit: int = 100) -> list[Summary]: ...
    async def rename(self, conversation: str, title: str) -> None: ...
    async def forget_conversation(self, conversation: str) -> Receipt:
        """Remove the conversation, and every image that no other one shows; nothing of it is left in any file."""
        ...

    async def forget_user(self, author: str) -> Receipt:
        """Remove what `author` said, sent and made, and what others made from it; nothing is left in any file.

        The receipt names the conversations that are gone or changed: copies in memory are to be dropped.
        """
        ...

    async def export_conversation(self, conversation: str, to: Path) -> None:
        """Write the conversation as a portable recipe file, without user ids. Raises ProblemError."""
        ...

    async def import_conversation(self, file: Path, conversation: str, owner: str, platform: str) -> Conversation:
        """Read a portable recipe file, as the new conversation `conversation` of `owner`. Raises ProblemError."""
        ...

    async def close(self) -> None: ...


class Notes(Protocol):
    """Small facts that outlive a restart: settings of a group, posts, one-time codes, tokens of workspaces.

    A note has a kind, a key and a text. `seconds` is how long it is kept, None for ever; what is older is not there.
    """

    async def read(self, kind: str, key: str) -> str | None: ...
    async def write(
        self, kind: str, key: str, text: str, *, seconds: float | None = None, conversation: str | None = None,
        person: str | None = None,
    ) -> None:  # fmt: skip
        """Put a note, over an older one. It goes when `conversation` or `person` is forgotten."""
        ...

    async def claim(self, kind: str, key: str, text: str, *, seconds: float | None = None) -> bool:
        """Put a note where there is none. False where there is one, which stays."""
        ...

    async def take(self, kind: str, key: str) -> str | None:
        """Read a note and remove it; of several who try at once, one gets it."""
        ...

    async def entries(self, kind: str, prefix: str = "") -> list[tuple[str, str]]:
        """(key, text) of the notes of a kind whose key begins with `prefix`, the oldest first."""
        ...
