"""One turn: from a message to the conversation after it and the reply."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from core.commands import Command, bent, direct, wording
from core.controls import ABOUT_NOW, press
from core.conversation import Conversation, Pending
from core.describing import Describer, described
from core.draft import Draft, advance, begin, scene_of, uploaded
from core.easel import Easel
from core.language import detect
from core.limits import MAX_TEXT, MAX_UPLOAD, clean
from core.messages import Control, ControlKind, Message, Reply
from core.moderation import Moderator, refuse_picture, refuse_words
from core.partly import left_out, possible
from core.pipeline import Action, ActionError
from core.policy import missing, suggest
from core.ports import Embedder, Found, Renderer, Search, Store
from core.problems import Code, Problem, ProblemError, file_too_large
from core.ranking import before_choosing, best_of, several
from core.recipe import Recipe, Upload
from core.rendering import Made, numbered
from core.replies.answers import answer
from core.replies.phrases import say, sentences
from core.replies.refusal import refusal
from core.replies.reply import Said, build, remember
from core.replies.talk import small_talk
from core.replies.wording import alt_text, shortfalls, title_of, told
from core.spoken import spoken
from core.understanding.interface import Understanding
from core.versions import Version
from core.work import Emit, Work, command_of, context_of, pending_of

log = logging.getLogger(__name__)

FOUND_LIMIT = 4
"""Pictures that a search shows."""


class TurnRunner:
    """Runs turns; holds no state of a conversation but the renders that can be cancelled."""

    def __init__(
        self, understanding: Understanding, renderer: Renderer, store: Store, search: Search,
        moderator: Moderator | None = None, embedder: Embedder | None = None,
    ) -> None:  # fmt: skip
        self._understanding = understanding
        self._renderer = renderer
        self._store = store
        self._search = search
        self._moderator = moderator
        self._embedder = embedder
        self._describer = Describer(renderer)
        self._easel = Easel(renderer, store, moderator)

    def cancel(self, conversation: str) -> bool:
        """Stop the render that runs for `conversation`. False if none runs."""
        return self._easel.cancel(conversation)

    async def run(self, conversation: Conversation, message: Message, emit: Emit) -> tuple[Conversation, Reply]:
        """The conversation after the turn, durable, and the reply. A problem becomes part of the reply."""
        text = clean(message.text)
        language = detect(text[:MAX_TEXT], message.locale or conversation.language)
        work = Work(conversation, message, text, language, emit, conversation.tree)
        try:
            await self._work(work)
        except ProblemError as error:
            work.problem = error.problem
        except ActionError as error:  # a button's value that the catalogue does not allow
            work.problem = Problem(code=Code.INVALID_REQUEST, detail=str(error))
        if work.problem:
            log.info("turn refused in %s: %s %s", message.conversation, work.problem.code, work.problem.detail)
        return await self._finish(work)

    async def _work(self, work: Work) -> None:
        if len(work.text) > MAX_TEXT:
            raise ProblemError(Code.TEXT_TOO_LONG, "the text is too long", length=len(work.text), limit=MAX_TEXT)
        await refuse_words(self._moderator, work.text, work.language)
        if work.message.attachment is not None:
            await self._take_upload(work, work.message.attachment.data)
        if work.message.control is not None:
            await self._press(work, work.message.control)
        elif command := command_of(work):
            await self._obey(work, command)
        elif work.upload is None and (control := spoken(work.text, work.tree)):
            await self._press(work, control)
        elif (said := before_choosing(work.text)) is not None:
            await self._keep_best(work, said)
        elif work.text:
            await self._understand(work)
        elif not work.upload:
            raise ProblemError(Code.EMPTY_MESSAGE, "the message is empty")

    async def _take_upload(self, work: Work, data: bytes) -> None:
        if len(data) > MAX_UPLOAD:
            raise file_too_large(MAX_UPLOAD)
        taken = await self._renderer.intake(data)
        image = await self._store.put_image(taken.data, taken.media_type, taken.width, taken.height)
        work.upload = image.digest
        made = Made((image,), (None,), taken.seen, "upload", 0.0)
        alt = await self._describer.describe(taken.data, work.language)
        self._add(work, uploaded(image.digest, work.before.seed), None, made, alt=alt)
        if not work.text:
            work.says.append(say(work.language, "photo_received", width=taken.width, height=taken.height))
            work.pictured = True
            self._suggest(work)

    async def _press(self, work: Work, control: Control) -> None:
        base = None if control.kind in ABOUT_NOW else work.message.base
        if control.kind is ControlKind.OTHER and work.message.base not in {None, work.tree.current}:
            raise ProblemError(Code.STALE_BUTTON, "the other reading was one of an earlier turn")
        draft = begin(work.tree, work.before.seed, base)
        pressed = press(draft, control, work.before.pending, work.language)
        if pressed.said:
            work.says.append(pressed.said)
        if pressed.actions:
            work.tree = pressed.draft.tree
            await self._perform(work, pressed.actions, pressed.draft)
        else:
            await self._flush(work, pressed.draft, pressed.ready, pressed.name)

    async def _understand(self, work: Work, said: str = "") -> None:
        """Understand the turn; `said` is the part of its text that asks for several pictures to choose from."""
        draft = self._begin(work)
        read = await self._understanding.interpret(context_of(work, draft, said))
        work.interpretation = read
        work.language = read.language
        await self._if_nothing_is_missing(work, several(read.actions) if said else read.actions, draft)

    async def _keep_best(self, work: Work, said: str) -> None:
        """Make what was `said`, then keep the picture that fits its words best."""
        if said:
            await self._understand(work, said)
        draft = begin(work.tree, work.before.seed, None if said else work.message.base)
        shown = work.tree.get(draft.parent) if draft.parent else None
        if shown is None or len(shown.images) < 2:
            work.says += [] if said else [say(work.language, "best_of_none")]
            return
        number = await best_of(shown, self._embedder, self._store)
        if number is None:
            work.says.append(say(work.language, "best_unknown"))
            return
        pressed = press(draft, Control(kind=ControlKind.CHOOSE, value=str(number)), Pending(), work.language)
        await self._flush(work, pressed.draft, pressed.ready)
        work.says[:1] = [say(work.language, "best_chosen", number=number, count=len(shown.images))]

    async def _obey(self, work: Work, command: Command) -> None:
        """Do what a command says: only its words are left to be understood, and not what kind of request it is."""
        draft = self._begin(work)
        given = work.message.options
        if command.words and not work.text and not given and command.words != "steps":
            work.says.append(say(work.language, f"ask_for.{command.name}"))
            return
        one = direct(command, work.text, given)
        actions = (one,) if one else ()
        if not actions:
            said = wording(command, work.text)
            read = await self._understanding.interpret(context_of(work, draft, said))
            work.language = read.language
            actions = bent(command, work.text, read.actions, given)
        await self._if_nothing_is_missing(work, actions, draft)

    def _begin(self, work: Work) -> Draft:
        return begin(work.tree, work.before.seed, None if work.upload else work.message.base)

    async def _if_nothing_is_missing(self, work: Work, actions: tuple[Action, ...], draft: Draft) -> None:
        if asked := missing(actions, draft.recipe, work.language):
            work.says.append(asked)
        else:
            await self._perform(work, actions, draft)

    async def _perform(self, work: Work, actions: tuple[Action, ...], draft: Draft) -> None:
        try:
            await self._do(work, actions, draft)
        except ProblemError as error:
            if not (left := possible(actions, error.problem)):
                raise
            await self._perform(work, left, draft)
            work.says.append(refusal(error.problem, work.language, left_out(actions, left)))

    async def _do(self, work: Work, actions: tuple[Action, ...], draft: Draft) -> None:
        work.actions = actions
        for one in actions:
            match one.pipeline:
                case "chat" if not work.noted:
                    work.says.append(small_talk(work.text, work.language, work.before))
                case "ask":
                    draft = await self._flush(work, draft)
                    work.says.append(await self._answer(work, one.text("question")))
                case "search":
                    draft = await self._find(work, one.text("query"))
                case _:
                    draft = advance(draft, one)
        draft = await self._flush(work, draft)
        work.says[:0] = [] if work.asked else self._tell(work, actions)
        if work.pictured and not work.asked:
            self._suggest(work)

    async def _flush(self, work: Work, draft: Draft, ready: Made | None = None, name: str = "") -> Draft:
        """Render the draft where it is dirty and add the version; show the current one where the turn moved to it."""
        work.tree = draft.tree
        if draft.dirty and draft.recipe is not None:
            try:
                made = ready or await self._easel.make(work, draft.recipe)
            except ProblemError as error:
                return await self._ask_who(work, draft, error)
            alt = await self._describer.describe_drawn(draft.recipe, made, self._store, work.language)
            self._add(work, draft.recipe, draft.parent, made, alt=alt, name=name)
            work.pictured = True
            return begin(work.tree, draft.seed)
        work.pictured = work.pictured or (draft.moved and work.tree.head is not None)
        return draft

    async def _ask_who(self, work: Work, draft: Draft, error: ProblemError) -> Draft:
        """Show the faces of the photo by their numbers where that was the problem; raise it anywhere else."""
        problem = error.problem
        if problem.code is not Code.WHICH_FACE or work.preview is None or draft.parent is None:
            raise error
        made = await numbered(work.preview, int(problem.facts["faces"]), self._store, self._renderer)
        title = say(work.language, "which_face.title")
        alt = say(work.language, "which_face.alt", **problem.facts)
        self._add(work, work.tree.get(draft.parent).recipe, draft.parent, made, title, alt)
        work.says.append(say(work.language, "which_face", **problem.facts))
        work.asked, work.pictured = work.actions, True
        return begin(work.tree, draft.seed)

    def _add(
        self, work: Work, recipe: Recipe, parent: int | None, made: Made, title: str = "", alt: str = "",
        name: str = "", credit: str | None = None,
    ) -> None:  # fmt: skip
        base = work.tree.get(parent) if parent else None
        name = name or (base.name if base else "")
        version = Version(
            number=work.tree.next_number,
            parent=parent,
            recipe=recipe,
            images=made.images,
            seeds=made.seeds,
            seen=made.seen,
            alt_text=alt or alt_text(recipe, work.language, described(work.tree, recipe)),
            title=title or name or title_of(recipe, work.language),
            name=name,
            author=work.message.author,
            engine=made.engine,
            seconds=made.seconds,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            undrawn=made.undrawn,
            instead=made.instead,
            face=made.face,
            credit=credit or (base.credit if base else None),
        )
        work.tree = work.tree.add(version)
        work.added.append(version)

    def _tell(self, work: Work, actions: tuple[Action, ...]) -> list[str]:
        head = work.tree.head
        if head is None:
            return [say(work.language, "reset")] if any(one.pipeline == "reset" for one in actions) else []
        if [one.pipeline for one in actions] == ["reset"]:
            work.pictured = False  # starting over is answered with words
            return [say(work.language, "reset_photo")]
        before = work.tree.get(head.parent) if head.parent else None
        short = shortfalls(head, before, work.language) if work.added else []
        return [told(actions, head, work.language, changed=work.pictured, before=before), *short]

    async def _answer(self, work: Work, question: str) -> str:
        head = work.tree.head
        assert head is not None
        scene = None if isinstance(head.recipe.source, Upload) else scene_of(head.recipe)
        seen = head.seen
        if scene is None or seen is None or seen.objects is None:
            image = await self._store.get_image(head.images[0].digest)
            seen = await self._renderer.ask(image, question, work.language)
        return answer(question, work.language, scene, seen)

    async def _find(self, work: Work, query: str) -> Draft:
        found = await self._search.search(query, work.message.conversation, FOUND_LIMIT, work.message.author)
        if not found:
            raise ProblemError(Code.NOTHING_FOUND, "no picture fits", query=query)
        await self._hang(work, query, found)
        return begin(work.tree, work.before.seed)

    async def _hang(self, work: Work, query: str, found: list[Found]) -> None:
        for one in found:
            await refuse_picture(self._moderator, one.data, one.caption, work.language)
        images = [await self._renderer.intake(one.data) for one in found]
        stored = [await self._store.put_image(one.data, one.media_type, one.width, one.height) for one in images]
        made = Made(tuple(stored), (None,) * len(stored), images[0].seen, found[0].source, 0.0)
        language, caption = work.language, found[0].caption
        title, alt = say(language, "title_found", query=query), say(language, "alt_found", caption=caption)
        self._add(work, uploaded(stored[0].digest, work.before.seed), None, made, title, alt, credit=found[0].credit)
        key = "found" if len(found) == 1 else "found_many"
        work.says.append(say(language, key, query=query, caption=caption, count=len(found)))
        work.pictured = True

    def _suggest(self, work: Work) -> None:
        head = work.tree.head
        if head and work.added and len(head.images) == 1:
            work.suggestion = suggest(head.recipe, work.language, head.number)

    async def _finish(self, work: Work) -> tuple[Conversation, Reply]:
        if work.problem:
            work.pictured = work.pictured or work.upload is not None
            work.says.append(refusal(work.problem, work.language))
        said = Said(
            text=sentences(work.language, (*work.says, work.noted)),
            language=work.language,
            actions=work.actions,
            pictured=work.pictured,
            suggestion=work.suggestion[0] if work.suggestion else None,
            problem=work.problem,
        )
        pending = pending_of(work)
        reply = build(work.before, work.tree, said, pending)
        after, turn = remember(work.before, work.tree, work.message, work.text, reply, pending, work.upload)
        await self._store.save_turn(after, turn, tuple(work.added))
        return after, reply
