"""Conversations to store: small real pictures, drawn and uploaded versions, and the turns that made them."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

from PIL import Image as Pillow

from core.conversation import RECENT_TURNS, Conversation, Turn
from core.language import Language
from core.messages import Reply
from core.pipeline import Action, Modality
from core.recipe import Drawing, Recipe, Upload
from core.scene.model import Scene, Subject
from core.versions import Image, Version
from storage.sqlite import SqliteStore


def png(shade: int, size: int = 8) -> bytes:
    """A picture that differs with `shade`, 0..2**24 - 1."""
    out = io.BytesIO()
    color = (shade & 255, shade >> 8 & 255, shade >> 16 & 255)
    Pillow.new("RGB", (size, size), color).save(out, "PNG")
    return out.getvalue()


def drawing(prompt: str, seed: int = 7) -> Recipe:
    return Recipe(source=Drawing(prompt=prompt, scene=Scene(subjects=(Subject(noun="cat"),)), seed=seed))


def photo(digest: str, *edits: Action) -> Recipe:
    return Recipe(source=Upload(digest=digest), edits=edits)


@dataclass
class Talk:
    """Speaks one conversation into a store, as the dialogue loop would."""

    store: SqliteStore
    now: Conversation
    shade: int = 0
    told: list[Turn] = field(default_factory=list)

    async def draw(self, prompt: str, *, author: str = "", title: str = "", alt: str = "", shade: int = -1) -> Version:
        image = await self.picture(shade)
        version = self._version(drawing(prompt), (image,), author, title or prompt, alt, None)
        await self.save(prompt, (version,), author)
        return version

    async def upload(self, words: str, *, author: str = "", shade: int = -1) -> Version:
        image = await self.picture(shade)
        version = self._version(photo(image.digest), (image,), author, "photo", "A photo.", None, engine="upload")
        await self.save(words, (version,), author, upload=image.digest)
        return version

    async def edit(self, words: str, *, author: str = "", shade: int = -1) -> Version:
        head = self.now.tree.head
        assert head is not None
        image = await self.picture(shade)
        edit = Action(pipeline="adjust_brightness", params={"percent": 20})
        recipe = head.recipe.model_copy(update={"edits": (*head.recipe.edits, edit)})
        version = self._version(recipe, (image,), author, head.title, head.alt_text, head.number)
        await self.save(words, (version,), author)
        return version

    async def say(self, words: str, *, author: str = "") -> None:
        await self.save(words, (), author)

    async def undo(self) -> None:
        self.now = self.now.model_copy(update={"tree": self.now.tree.undo()})
        await self.save("undo", (), "")

    async def picture(self, shade: int = -1) -> Image:
        self.shade += 1
        return await self.store.put_image(png(self.shade if shade < 0 else shade), "image/png", 8, 8)

    async def save(self, words: str, added: tuple[Version, ...], author: str, upload: str | None = None) -> None:
        self.now, turn = after_turn(self.now, words, added, author or self.now.owner, upload)
        self.told.append(turn)
        await self.store.save_turn(self.now, turn, added)

    def _version(
        self, recipe: Recipe, images: tuple[Image, ...], author: str, title: str, alt: str, parent: int | None,
        engine: str = "illustrator",
    ) -> Version:  # fmt: skip
        return Version(
            number=self.now.tree.next_number,
            parent=parent,
            recipe=recipe,
            images=images,
            seeds=(7,),
            title=title,
            alt_text=alt or f"A picture of {title}.",
            author=author or self.now.owner,
            engine=engine,
            created="2026-01-01T00:00:00+00:00",
        )


def talk(store: SqliteStore, name: str = "c1", owner: str = "ann", shade: int = 0) -> Talk:
    return Talk(store, Conversation(id=name, owner=owner, seed=7), shade)


def after_turn(
    before: Conversation, words: str, added: tuple[Version, ...], author: str, upload: str | None
) -> tuple[Conversation, Turn]:  # fmt: skip
    tree = before.tree
    for version in added:
        tree = tree.add(version)
    reply = Reply(
        conversation=before.id, turn=before.turn_count, modality=Modality.IMAGE, language=Language.EN,
        text=f"Answer to {words}",
    )  # fmt: skip
    turn = Turn(
        index=before.turn_count,
        author=author,
        user=words,
        system=reply.text,
        modality=Modality.IMAGE,
        version=tree.current,
        upload=upload,
        created="2026-01-01T00:00:00+00:00",
        reply=reply.model_dump_json(),
    )
    after = before.model_copy(
        update={
            "title": before.title or words[:60],
            "tree": tree,
            "recent": (*before.recent, turn.model_copy(update={"reply": ""}))[-RECENT_TURNS:],
            "turn_count": before.turn_count + 1,
        }
    )
    return after, turn
