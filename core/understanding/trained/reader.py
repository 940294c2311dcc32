"""Reads a turn with the trained network."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Final

from core.catalogue import action
from core.language import Language, detect
from core.styles import names_style
from core.understanding.face_words import answered, qualified, repeated
from core.understanding.interface import Context, Interpretation
from core.understanding.lettering import lettered
from core.understanding.trained.anaphora import handed, of_one, of_stuff, sized
from core.understanding.trained.decode import Decoder
from core.understanding.trained.looks import look_asked
from core.understanding.trained.network import WEIGHTS, Network
from core.understanding.trained.shortcuts import as_offered, is_courtesy, is_yes, points_at_a_picture
from core.understanding.trained.tokens import Tokenizer
from core.understanding.trained.view import SYSTEM, things_of, view_of

SURE: Final = 0.6
"""Probability below which the other reading is offered."""
MAX_READ: Final = 2000
"""Characters of a message that are read."""


class TrainedUnderstanding:
    """Reads a turn in milliseconds on one core, without a network connection and without torch."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        """Load the weights in `folder`. Raises OSError where there are none."""
        self._network = Network(folder)
        self._tokenizer = Tokenizer(self._network.vocabulary)

    async def interpret(self, context: Context) -> Interpretation:
        """The reading of `context`, and the other one where the first is not sure."""
        return await asyncio.to_thread(self.read, context)

    def read(self, context: Context) -> Interpretation:
        """The reading of `context`, on the calling thread."""
        context = replace(context, text=" ".join(context.text[:MAX_READ].split()))
        language = detect(context.text, context.language)
        offer = context.pending.suggestion
        if offer is not None and is_yes(context.text):
            return Interpretation((offer,), language)
        if is_courtesy(context.text):
            return Interpretation((action("chat"),), language)
        if named := answered(context):
            return Interpretation(named, language)
        if one := repeated(context):
            return Interpretation((one,), language)
        if context.picture != "none" and (one := lettered(context.text, language, context.scene)):
            return Interpretation((one,), language)
        if context.picture != "none" and names_style(context.text.rstrip(" .!。！")):
            return Interpretation((action("style_transfer", style=context.text.rstrip(" .!。！")),), language)
        if one := look_asked(context.text, context.picture):
            return Interpretation((one,), language)
        if context.picture == "drawing" and (one := sized(context.text, things_of(context.turns[-1:]))):
            return Interpretation((one,), language)
        if context.picture == "none" and points_at_a_picture(context.text):
            return self._run(replace(context, picture="photo"), language)  # so that a picture can be asked for
        return self._run(context, language)

    def _run(self, context: Context, language: Language) -> Interpretation:
        view = view_of(context)
        encoded = self._tokenizer.encode(view)
        best, second = Decoder(self._network(encoded), encoded, view, self._network.temperature).readings()
        other = second.actions if second and best.probability < SURE else ()
        offer, reply = context.pending.suggestion, view.texts[SYSTEM]
        actions = tuple(qualified(as_offered(one, offer, reply, context.text), context) for one in best.actions)
        actions = of_one(actions, context.text, things_of(context.turns))
        actions = of_stuff(actions, context.text)
        if context.picture == "drawing":
            actions = handed(actions, context.text)
        return Interpretation(actions, language, best.probability, other)
