"""Runs errands: help, settings, details, forgetting with a receipt, moving a conversation with a code."""

from __future__ import annotations

from core.access import Access
from core.commands import COMMANDS
from core.dialogue import Dialogue
from core.errands import Errand, ErrandKind, Notice, Offer
from core.language import Language
from core.moving import code_for, conversation_at, leave, redeem
from core.ports import Found, Notes, Search, Store
from core.preferences import Listen, Preferences, Spoken, language_of, prefer, preferences_of
from core.problems import Code, ProblemError
from core.receipt import Receipt
from core.replies.phrases import say
from core.replies.reply import details_of
from core.versions import Version
from core.visit import Visit


class Desk:
    """Answers what is no turn of a conversation."""

    def __init__(
        self, dialogue: Dialogue, store: Store, notes: Notes, access: Access, search: Search,
        language: Language = Language.EN,
    ) -> None:  # fmt: skip
        self._dialogue = dialogue
        self._store = store
        self._notes = notes
        self._access = access
        self._search = search
        self._language = language

    async def find(self, visit: Visit, query: str, limit: int) -> list[Found]:
        """Pictures that fit `query`, theirs first. Raises ProblemError."""
        self._access.admit(visit)
        return await self._search.search(query, await conversation_at(self._notes, visit.place), limit, visit.person)

    async def run(self, visit: Visit, errand: Errand) -> Notice:
        """The answer to one errand. Raises ProblemError."""
        self._access.check(visit)
        preferences = await preferences_of(self._notes, visit)
        language = language_of(preferences, visit, self._language)
        match errand.kind:
            case ErrandKind.HELP:
                return Notice(text=help_text(language), language=language)
            case ErrandKind.SETTINGS:
                return settings_notice(preferences, language)
            case ErrandKind.SET:
                return await self._set(visit, preferences, errand.value)
            case ErrandKind.FORGET:
                return self._ask_what_to_forget(visit, language)
            case ErrandKind.FORGET_HERE:
                return await self._forget_here(visit, language)
            case ErrandKind.FORGET_ME:
                return self._receipt(await self._store.forget_user(visit.person), language)
            case ErrandKind.KEEP:
                return Notice(text=say(language, "forget.kept"), language=language)
            case ErrandKind.MOVE:
                return await self._move(visit, language)
            case ErrandKind.JOIN:
                return await self._join(visit, errand.value, language)
            case ErrandKind.DETAILS:
                return await self._details(visit, errand.base, language)
            case ErrandKind.FILE:
                version = await self._version(visit, errand.base)
                digests = tuple(image.digest for image in version.images)
                text, alt = say(language, "as_file", number=version.number), version.alt_text
                return Notice(text=text, language=language, private=False, digests=digests, alt_text=alt, as_files=True)

    async def _set(self, visit: Visit, preferences: Preferences, value: str) -> Notice:
        if not self._access.is_admin(visit):
            raise ProblemError(Code.ADMINS_ONLY, "only admins change what holds for all")
        name, _, wanted = value.partition("=")
        after = preferences.changed(name, wanted)
        await prefer(self._notes, visit, after)
        return settings_notice(after, language_of(after, visit, self._language))

    def _ask_what_to_forget(self, visit: Visit, language: Language) -> Notice:
        kinds = [ErrandKind.FORGET_ME, ErrandKind.KEEP]
        if self._access.is_admin(visit):
            kinds.insert(0, ErrandKind.FORGET_HERE)
        offers = tuple(
            Offer(kind=kind, label=say(language, f"offer.{kind}"), grave=kind is not ErrandKind.KEEP) for kind in kinds
        )
        return Notice(text=say(language, "forget.ask"), language=language, offers=offers)

    async def _forget_here(self, visit: Visit, language: Language) -> Notice:
        if not self._access.is_admin(visit):
            raise ProblemError(Code.ADMINS_ONLY, "only admins forget a shared conversation")
        name = await conversation_at(self._notes, visit.place)
        self._dialogue.cancel(name)
        receipt = await self._store.forget_conversation(name)
        await leave(self._notes, visit.place)
        return self._receipt(receipt, language)

    def _receipt(self, receipt: Receipt, language: Language) -> Notice:
        for name in receipt.touched:
            self._dialogue.forget(name)
        facts = receipt.model_dump(exclude={"touched", "size"})
        text = say(language, "forget.receipt", size=f"{receipt.size / 1e6:.1f} MB", **facts)
        return Notice(text=text if receipt.touched else say(language, "forget.nothing"), language=language)

    async def _move(self, visit: Visit, language: Language) -> Notice:
        name = await conversation_at(self._notes, visit.place)
        if await self._store.owner(name) is None:
            return Notice(text=say(language, "move.nothing"), language=language)
        return Notice(text=say(language, "move.code", code=await code_for(self._notes, name)), language=language)

    async def _join(self, visit: Visit, code: str, language: Language) -> Notice:
        if not code:
            return Notice(text=say(language, "ask_for.join"), language=language)
        self._access.admit(visit)  # so that codes cannot be guessed
        name = await redeem(self._notes, code, visit.place)
        conversation = await self._store.load(name)
        head = conversation.tree.head if conversation else None
        if head is None:
            return Notice(text=say(language, "move.joined_empty"), language=language, private=False)
        return Notice(
            text=say(language, "move.joined", title=head.title, number=head.number),
            language=language,
            private=False,
            digests=tuple(image.digest for image in head.images[:1]),
            alt_text=head.alt_text,
        )

    async def _details(self, visit: Visit, base: int | None, language: Language) -> Notice:
        version = await self._version(visit, base)
        shown = details_of(version, language)
        text = say(
            language, "details", number=version.number, prompt=shown.prompt or "-", engine=shown.engine,
            seed="-" if shown.seed is None else shown.seed, pipelines=", ".join(shown.pipelines) or "-",
            width=shown.width, height=shown.height, seconds=f"{shown.seconds:g}", made_at=shown.made_at,
        )  # fmt: skip
        if shown.likeness is not None:
            text += "\n" + say(language, "details.likeness", likeness=shown.likeness)
        return Notice(text=text, language=language, recipe=shown.recipe, as_files=True)

    async def _version(self, visit: Visit, number: int | None) -> Version:
        conversation = await self._store.load(await conversation_at(self._notes, visit.place))
        tree = conversation.tree if conversation else None
        version = tree and (tree.head if number is None else tree.get(number))
        if version is None:
            raise ProblemError(Code.NO_PICTURE, "there is no picture here")
        return version


def help_text(language: Language) -> str:
    """What can be said, and the commands."""
    lines = [f"/{command.name} - {command.description[language]}" for command in COMMANDS.values()]
    return "\n".join([say(language, "help"), "", *lines])


def settings_notice(preferences: Preferences, language: Language) -> Notice:
    """What holds here, and a button for each thing that could."""
    offers: list[Offer] = []
    for name, kind, held in (("language", Spoken, preferences.language), ("listen", Listen, preferences.listen)):
        for value in kind:
            label = say(language, f"settings.{name}.{value}")
            offers.append(Offer(kind=ErrandKind.SET, label=label, value=f"{name}={value}", chosen=value is held))
    now = {"spoken": say(language, f"settings.language.{preferences.language}"),
           "listen": say(language, f"settings.listen.{preferences.listen}")}  # fmt: skip
    return Notice(text=say(language, "settings", **now), language=language, offers=tuple(offers))
