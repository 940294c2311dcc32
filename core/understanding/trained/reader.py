"""Reads a turn with the trained network."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from core.captions import caption, captions
from core.catalogue import CATALOGUE, action
from core.conversation import Pending, Turn
from core.language import Language, detect
from core.pipeline import Action, Kind
from core.remarks import remark
from core.scene.reader import read_scene
from core.understanding.again import again, takes_asked, with_things
from core.understanding.beards import bearded, names_beard
from core.understanding.betterment import better_asked
from core.understanding.captions import asks_nothing, recaptioned
from core.understanding.commissions import card_asked, commissioned
from core.understanding.complaints import remedied
from core.understanding.corrections import corrected, meant, once_more
from core.understanding.face_words import answered, qualified, repeated
from core.understanding.in_full import in_full
from core.understanding.inscriptions import inscribed, inscription
from core.understanding.interface import Context, Interpretation
from core.understanding.lettering import inked, lettered, unquoted
from core.understanding.named import scene_named, thing_named
from core.understanding.new_scenes import scene_told
from core.understanding.plain import plain
from core.understanding.restoring import brought_back
from core.understanding.several import counted, keeps_unseen, main_subjects, of_several
from core.understanding.trained.additions import added
from core.understanding.trained.anaphora import handed, of_hair, of_it, of_one, of_stuff, sized, still_there
from core.understanding.trained.decode import Decoder
from core.understanding.trained.looks import background_unnamed, look_asked, straightening_asked, style_asked
from core.understanding.trained.network import WEIGHTS, Network
from core.understanding.trained.shortcuts import (
    as_offered,
    asks_what_is_there,
    compares,
    echoes,
    is_courtesy,
    is_yes,
    points_at_a_picture,
    takes_up,
)
from core.understanding.trained.tokens import Tokenizer
from core.understanding.trained.view import SYSTEM, things_of, view_of
from core.understanding.views import view_asked
from core.understanding.wishes import bring, lost, next_sentences, parted
from core.writing import at_edge, writing_in

log = logging.getLogger(__name__)

SURE: Final = 0.6
"""Probability below which the other reading is offered."""
_ALONE: Final = frozenset({"chat", "ask", "search", "undo", "redo", "reset"})
"""Pipelines of a turn that changes nothing, or not by what it names."""
MAX_READ: Final = 2000
"""Characters of a message that are read."""
Read = Callable[[Context], Interpretation]
Mend = Callable[[tuple[Action, ...], Context], tuple[Action, ...]]
Found = Interpretation | tuple[Action, ...] | Action | None


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
        """The reading of `context`, on the calling thread: by the first of `_READERS` that finds its own in it, else by
        the network."""
        language = detect(context.text[:MAX_READ], context.language)
        if remark(context.text) and not context.pending.asked:
            return Interpretation((action("chat"),), language)
        context = replace(context, text=plain(context.text[:MAX_READ], language, self._known), language=language)
        for reader in _READERS:
            found = reader.by(context, self.read) if context.picture in reader.of else None
            if found:
                log.debug("read as %s", reader.reads)
                return found if isinstance(found, Interpretation) else _read(found, language)
        if context.picture == "none" and points_at_a_picture(context.text):
            return self._run(replace(context, picture="photo"))  # so that a picture can be asked for
        return self._all_wishes(self._run(context), context)

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
        alone = _unoffered(replace(context, text=clause, language=detect(clause, context.language)))
        read = self._run(alone).actions
        return tuple(one for one in read if CATALOGUE[one.pipeline].kind is Kind.SCENE)

    def _run(self, context: Context) -> Interpretation:
        view = view_of(context)
        encoded = self._tokenizer.encode(view)
        best, second = Decoder(self._network(encoded), encoded, view, self._network.temperature).readings()
        other = second.actions if second and best.probability < SURE else ()
        offer, reply = context.pending.suggestion, view.texts[SYSTEM]
        actions = tuple(qualified(as_offered(one, offer, reply, context.text), context) for one in best.actions)
        echoed = [one for one in best.actions if reply and echoes(one, reply, context)]
        strayed = offer is not None and any(one.pipeline != offer.pipeline for one in echoed)
        if strayed or ((offer in actions or echoed) and not takes_up(context.text)):  # taken up by words that say so
            return self._run(_unoffered(context))
        for mend in _MENDERS[context.picture]:
            actions = mend(actions, context)
        note = "talk.no_beard" if context.picture == "photo" and _bearded(actions, context.text) else ""
        return Interpretation(actions, context.language, best.probability, other, note)


def _unoffered(context: Context) -> Context:
    """`context` without the last reply and what it offered: what is said next takes up nothing of it."""
    turns = (*context.turns[:-1], *(turn.model_copy(update={"system": ""}) for turn in context.turns[-1:]))
    return replace(context, pending=Pending(), turns=turns)


def _bearded(actions: tuple[Action, ...], text: str) -> bool:
    return names_beard(text) and any(one.pipeline == "edit_face" for one in actions)


def _read(found: tuple[Action, ...] | Action, language: Language) -> Interpretation:
    return Interpretation(found if isinstance(found, tuple) else (found,), language)


def _noted(one: Action, note: str, context: Context) -> Interpretation:
    return Interpretation((one,), context.language, note=note)


def _taken_up(context: Context, _: Read) -> Found:
    return context.pending.suggestion if is_yes(context.text) else None


def _named(context: Context, _: Read) -> Found:
    return thing_named(context.text) if context.pending == Pending() else None


def _what_is_there(context: Context, _: Read) -> Found:
    return action("ask", question=context.text) if asks_what_is_there(context.text) else None


def _backgroundless(context: Context, _: Read) -> Found:
    return _noted(action("chat"), "talk.background", context) if background_unnamed(context.text) else None


def _compared(context: Context, _: Read) -> Found:
    return _noted(action("chat"), "talk.compare", context) if compares(context.text) else None


def _captioned(context: Context, read: Read) -> Found:
    said, chinese = captions(context.text), context.language is Language.ZH
    edits = tuple(caption(one, chinese=chinese) for one in said.written)
    if not edits or asks_nothing(said.rest):
        return edits if context.picture != "none" else None
    draw = ("画" if chinese else "draw ") if said.meme_of else ""
    told = read(_unoffered(replace(context, text=draw + said.rest)))
    kept = tuple(one for one in told.actions if one.pipeline != "chat")
    return replace(told, actions=(*kept, *edits)) if kept or context.picture != "none" else None


def _written_over(context: Context, _: Read) -> Found:
    text = context.text.rstrip(" .!。！")
    if not writing_in(context.text):
        words = unquoted(context.text, context.scene)
        text = (f"写“{words[0]}”" if context.language is Language.ZH else f'write "{words[0]}"') if words else ""
    return _inked(action("edit", instruction=text), context) if text else None


def _lettered(context: Context, _: Read) -> Found:
    if (said := writing_in(context.text)) and at_edge(context.text):
        return _inked(caption(said, chinese=context.language is Language.ZH), context)
    one = lettered(context.text, context.language, context.scene)
    return _inked(one, context) if one else None


def _inked(one: Action, context: Context) -> Interpretation:
    """`one`, and what is to be said of letters that are asked for in a colour."""
    return _noted(one, "talk.no_ink" if inked(context.text) else "", context)


def _kept_unseen(context: Context, _: Read) -> Found:
    if keeps_unseen(context.text, context.scene):
        return _noted(action("chat"), "talk.not_there", context)
    return None


def _meant(context: Context, read: Read) -> Found:
    if not (words := meant(context.text)):
        return None
    if (actions := corrected(words, context)) or context.picture == "photo":
        return actions
    told = read(replace(context, text=words))
    return replace(told, actions=once_more(told.actions, context))


def _once_more(context: Context, read: Read) -> Found:
    if (said := again(context.text)) is None:
        return None
    varied = (action("vary"),) if said.varied else ()
    if thing := with_things(said.rest, context.scene):
        return (*varied, thing)
    told = read(replace(context, text=said.rest))
    if any(CATALOGUE[one.pipeline].kind is not Kind.SCENE for one in told.actions):
        return None
    return replace(told, actions=(*varied, *told.actions), other=())


def _inscribed(context: Context, read: Read) -> Found:
    if (said := inscription(context.text, context.language)) is None:
        return None
    told = read(_unoffered(replace(context, text=said.rest)))
    actions = inscribed(told.actions, said)
    return replace(told, actions=actions, other=()) if actions else None


def _resized(context: Context, _: Read) -> Found:
    first = [one.noun for one in main_subjects(context.scene)[:1]]
    one = sized(context.text, things_of(context.turns[-1:]) or first)
    return still_there(one, context.text, context.scene) if one else None


@dataclass(frozen=True)
class _Reader:
    """One kind of text that is read beside the network: what it is, with which pictures in play, and by what."""

    reads: str
    of: frozenset[str]
    by: Callable[[Context, Read], Found]


_ANY: Final = frozenset({"none", "drawing", "photo"})
_NONE: Final = frozenset({"none"})
_SHOWN: Final = frozenset({"drawing", "photo"})
_DRAWING: Final = frozenset({"drawing"})
_PHOTO: Final = frozenset({"photo"})
_READERS: Final = (
    _Reader("a bare yes to an offer", _ANY, _taken_up),
    _Reader("greetings, thanks, praise", _ANY, lambda one, _: action("chat") if is_courtesy(one.text) else None),
    _Reader("cards for an occasion", _ANY, lambda one, _: card_asked(one.text)),
    _Reader("a thing that is only named", _NONE, _named),
    _Reader("other captions, or none", _SHOWN, lambda one, _: recaptioned(one)),
    _Reader("captions over a picture", _ANY, _captioned),
    _Reader("what is in the picture", _SHOWN, _what_is_there),
    _Reader("what was taken out and is wanted back", _SHOWN, lambda one, _: brought_back(one)),
    _Reader("whose face was meant", _ANY, lambda one, _: answered(one)),
    _Reader("the last change of a face once more", _PHOTO, lambda one, _: repeated(one)),
    _Reader("words over a photo", _PHOTO, _written_over),
    _Reader("words in a picture", _SHOWN, _lettered),
    _Reader("further takes", _SHOWN, lambda one, _: takes_asked(one.text)),
    _Reader("a whole other scene", _DRAWING, lambda one, _: scene_told(one.text, one.language, one.scene)),
    _Reader("to keep only what is not there", _DRAWING, _kept_unseen),
    _Reader("several things at once", _DRAWING, lambda one, _: of_several(one.text, one.scene)),
    _Reader("nearer and farther", _SHOWN, lambda one, _: view_asked(one, one.language)),
    _Reader("better, and not how", _SHOWN, lambda one, _: better_asked(one, one.language)),
    _Reader("what was meant instead", _SHOWN, _meant),
    _Reader("the same picture but for something", _DRAWING, _once_more),
    _Reader("words on a thing", _ANY, _inscribed),
    _Reader("comparisons of two pictures", _SHOWN, _compared),
    _Reader("another background, and not which", _SHOWN, _backgroundless),
    _Reader("a style by its name", _SHOWN, lambda one, _: style_asked(one.text, one.picture)),
    _Reader("a level horizon", _PHOTO, lambda one, _: straightening_asked(one.text, one.picture)),
    _Reader("warmth, light, weather, season", _SHOWN, lambda one, _: look_asked(one.text, one.picture)),
    _Reader("a bare size", _DRAWING, _resized),
)
"""In the order in which they are asked; the first that finds its own reads the turn."""
_OF_ALL: Final[tuple[Mend, ...]] = (
    lambda all_, one: of_one(all_, one.text, things_of(one.turns)),
    lambda all_, one: of_stuff(all_, one.text),
    lambda all_, one: commissioned(all_, one.text),
    lambda all_, one: in_full(all_, one.text),
    lambda all_, one: remedied(all_, one.text),
)
_OF_A_DRAWING: Final[tuple[Mend, ...]] = (
    lambda all_, one: of_it(all_, one.text, one.scene),
    lambda all_, one: of_hair(all_, one.text),
    lambda all_, one: bearded(all_, one.text),
    lambda all_, one: added(all_, one.text),
    lambda all_, one: handed(all_, one.text),
    lambda all_, _: parted(all_),
    lambda all_, one: tuple(still_there(each, one.text, one.scene) for each in all_),
    lambda all_, one: tuple(counted(each, one.text, one.scene) for each in all_),
)
_MENDERS: Final[Mapping[str, tuple[Mend, ...]]] = {
    "none": (*_OF_ALL, lambda all_, one: scene_named(all_, one.text)),
    "photo": _OF_ALL,
    "drawing": (*_OF_ALL, *_OF_A_DRAWING),
}
"""What puts right what the network read, in this order, by the picture in play."""
