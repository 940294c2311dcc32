"""Reads a turn with the trained network."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from core.catalogue import CATALOGUE, action
from core.conversation import Pending, Turn
from core.language import Language, detect
from core.pipeline import Action, Kind
from core.remarks import remark
from core.scene.reader import read_scene
from core.styles import names_style
from core.understanding.again import again, takes_asked, with_things
from core.understanding.beards import bearded, names_beard
from core.understanding.betterment import better_asked
from core.understanding.commissions import card_asked, commissioned
from core.understanding.complaints import remedied
from core.understanding.corrections import corrected, meant, once_more
from core.understanding.face_words import answered, qualified, repeated
from core.understanding.inscriptions import inscribed, inscription
from core.understanding.interface import Context, Interpretation
from core.understanding.lettering import inked, lettered, unquoted
from core.understanding.new_scenes import scene_told
from core.understanding.plain import plain
from core.understanding.restoring import brought_back
from core.understanding.several import counted, keeps_unseen, of_several
from core.understanding.trained.additions import added
from core.understanding.trained.anaphora import handed, of_hair, of_it, of_one, of_stuff, sized, still_there
from core.understanding.trained.decode import Decoder
from core.understanding.trained.looks import look_asked, straightening_asked
from core.understanding.trained.network import WEIGHTS, Network
from core.understanding.trained.shortcuts import (
    as_offered,
    asks_what_is_there,
    compares,
    is_courtesy,
    is_yes,
    points_at_a_picture,
    takes_up,
)
from core.understanding.trained.tokens import Tokenizer
from core.understanding.trained.view import SYSTEM, things_of, view_of
from core.understanding.views import view_asked
from core.understanding.wishes import bring, lost, next_sentences, parted
from core.writing import writing_in

SURE: Final = 0.6
"""Probability below which the other reading is offered."""
_ALONE: Final = frozenset({"chat", "ask", "search", "undo", "redo", "reset"})
"""Pipelines of a turn that changes nothing, or not by what it names."""
_GRAY: Final = re.compile(
    r"(?:(?:please|now|can you|could you|ok(?:ay)?)[, ]+)*(?:make|turn|convert|change|put) (?:it|this|that|the (?:photo"
    r"|picture|image))(?: all)?(?: in| into| to)? (?P<en>black[ -]and[ -]white|b&w|gr[ae]yscale|monochrome)(?: please)?"
    r"|(?:请|帮我|把|将|它|这张?|照片|图片?)*(?:变成|换成|改成|弄成|转成|调成|做成)(?P<zh>黑白|单色|灰度)(?:的|照片|照|色)*吧?",
    re.IGNORECASE,
)
MAX_READ: Final = 2000
"""Characters of a message that are read."""


def _unanswered(turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """The turns without the last reply: what is said next takes up nothing that it offered."""
    return (*turns[:-1], *(turn.model_copy(update={"system": ""}) for turn in turns[-1:]))


class TrainedUnderstanding:
    """Reads a turn in milliseconds on one core, without a network connection and without torch."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        """Load the weights in `folder`. Raises OSError where there are none."""
        self._network = Network(folder)
        self._tokenizer = Tokenizer(self._network.vocabulary)
        self._known = frozenset(self._network.vocabulary)

    async def interpret(self, context: Context) -> Interpretation:
        """The reading of `context`, and the other one where the first is not sure."""
        return await asyncio.to_thread(self.read, context)

    def read(self, context: Context) -> Interpretation:
        """The reading of `context`, on the calling thread."""
        language = detect(context.text[:MAX_READ], context.language)
        if remark(context.text) and not context.pending.asked:
            return Interpretation((action("chat"),), language)
        context = replace(context, text=plain(context.text[:MAX_READ], language, self._known))
        if outright := _outright(context, language):
            return Interpretation(outright, language, note=_aside(context))
        if one := view_asked(context, language) or better_asked(context, language):
            return one
        if context.picture != "none" and (words := meant(context.text)):
            if actions := corrected(words, context):
                return Interpretation(actions, language)
            if context.picture == "drawing":
                read = self.read(replace(context, text=words))
                return replace(read, actions=once_more(read.actions, context))
        if context.picture == "drawing" and (one := self._again(context, language)):
            return one
        if one := self._inscribed(context, language):
            return one
        if context.picture != "none" and compares(context.text):
            return Interpretation((action("chat"),), language, note="talk.compare")
        if change := _change(context):
            return Interpretation((change,), language)
        if context.picture == "none" and points_at_a_picture(context.text):
            return self._run(replace(context, picture="photo"), language)  # so that a picture can be asked for
        return self._all_wishes(self._run(context, language), context)

    def _all_wishes(self, read: Interpretation, context: Context) -> Interpretation:
        """`read` with the wishes of `context` that no action of it took up, each read by itself."""
        first = read.actions[0]
        if first.pipeline == "generate":
            behind = next_sentences(context.text.partition(first.text("prompt"))[2])
            scene = read_scene(first.text("prompt"))
            known = Turn(index=0, author="", user="", system="", modality=read.modality, actions=read.actions)
            context = replace(context, text=behind, picture="drawing", scene=scene, turns=(known,))
        elif context.picture != "drawing" or any(one.pipeline in _ALONE for one in read.actions):
            return read
        actions = read.actions
        for clause in lost(context.text, actions, context.scene):
            actions = (*actions, *(one for one in self._wish(clause, context) if one not in actions))
        return replace(read, actions=actions)

    def _wish(self, clause: str, context: Context) -> tuple[Action, ...]:
        """The changes of a drawing that one clause asks for, whatever was said before it."""
        if one := bring(clause):
            return (one,)
        alone = replace(context, text=clause, pending=Pending(), turns=_unanswered(context.turns))
        read = self._run(alone, detect(clause, context.language)).actions
        return tuple(one for one in read if CATALOGUE[one.pipeline].kind is Kind.SCENE)

    def _again(self, context: Context, language: Language) -> Interpretation | None:
        """The reading of a text that wants the same picture with something else."""
        if (said := again(context.text)) is None:
            return None
        varied = (action("vary"),) if said.varied else ()
        if thing := with_things(said.rest, context.scene):
            return Interpretation((*varied, thing), language)
        read = self.read(replace(context, text=said.rest))
        if any(CATALOGUE[one.pipeline].kind is not Kind.SCENE for one in read.actions):
            return None
        return replace(read, actions=(*varied, *read.actions), other=())

    def _inscribed(self, context: Context, language: Language) -> Interpretation | None:
        """The reading of a text about words that stand on a thing, which are none of the sentence's own."""
        if (said := inscription(context.text, language)) is None:
            return None
        read = self.read(replace(context, text=said.rest, pending=Pending(), turns=_unanswered(context.turns)))
        actions = inscribed(read.actions, said)
        return replace(read, actions=actions, other=()) if actions else None

    def _run(self, context: Context, language: Language) -> Interpretation:
        view = view_of(context)
        encoded = self._tokenizer.encode(view)
        best, second = Decoder(self._network(encoded), encoded, view, self._network.temperature).readings()
        other = second.actions if second and best.probability < SURE else ()
        offer, reply = context.pending.suggestion, view.texts[SYSTEM]
        actions = tuple(qualified(as_offered(one, offer, reply, context.text), context) for one in best.actions)
        if offer in actions and not takes_up(context.text):  # an offer is taken up by words that say so
            return self._run(replace(context, pending=Pending(), turns=_unanswered(context.turns)), language)
        actions = of_one(actions, context.text, things_of(context.turns))
        actions = remedied(commissioned(of_stuff(actions, context.text), context.text), context.text)
        if context.picture == "drawing":
            actions = of_hair(of_it(actions, context.text, context.scene), context.text)
            actions = handed(added(bearded(actions, context.text), context.text), context.text)
            there = (still_there(one, context.text, context.scene) for one in parted(actions))
            actions = tuple(counted(one, context.text, context.scene) for one in there)
        note = "talk.no_beard" if context.picture == "photo" and _bearded(actions, context.text) else ""
        return Interpretation(actions, language, best.probability, other, note)


def _outright(context: Context, language: Language) -> tuple[Action, ...]:
    """The actions of a text that needs no network: answers, talk, cards, questions, words to write; none for others."""
    text, offer = context.text, context.pending.suggestion
    if offer is not None and is_yes(text):
        return (offer,)
    if is_courtesy(text):
        return (action("chat"),)
    if one := card_asked(text):
        return (one,)
    if context.picture != "none" and asks_what_is_there(text):
        return (action("ask", question=text),)
    if context.picture != "none" and (one := brought_back(context)):
        return (one,)
    if named := answered(context):
        return named
    if one := repeated(context):
        return (one,)
    if context.picture == "photo" and writing_in(text):
        return (action("edit", instruction=_bare(text)),)
    if context.picture == "photo" and (words := unquoted(text, context.scene)):
        return (action("edit", instruction=f"写“{words[0]}”" if language is Language.ZH else f'write "{words[0]}"'),)
    one = lettered(text, language, context.scene) if context.picture != "none" else None
    one = one or takes_asked(text) if context.picture != "none" else one
    one = one or (scene_told(text, language, context.scene) if context.picture == "drawing" else None)
    if one or context.picture != "drawing":
        return (one,) if one else ()
    return (action("chat"),) if keeps_unseen(text, context.scene) else of_several(text, context.scene)


def _aside(context: Context) -> str:
    """What is to be said of letters that are asked for in a colour, and of a thing to keep that is not there."""
    if context.picture == "drawing" and keeps_unseen(context.text, context.scene):
        return "talk.not_there"
    return "talk.no_ink" if context.picture != "none" and inked(context.text) else ""


def _bearded(actions: tuple[Action, ...], text: str) -> bool:
    return names_beard(text) and any(one.pipeline == "edit_face" for one in actions)


def _change(context: Context) -> Action | None:
    """The change that a text says in words of a closed list: a style, a look, straightening, a size."""
    text, picture = context.text, context.picture
    if picture != "none" and names_style(_bare(text)):
        return action("style_transfer", style=_bare(text))
    if picture == "photo" and (found := _GRAY.fullmatch(_bare(text))):
        return action("style_transfer", style=found["en"] or found["zh"])  # and no colour for one that is so already
    if one := straightening_asked(text, picture) or look_asked(text, picture):
        return one
    one = sized(text, things_of(context.turns[-1:])) if picture == "drawing" else None
    return still_there(one, text, context.scene) if one else None


def _bare(text: str) -> str:
    return text.rstrip(" .!。！")
