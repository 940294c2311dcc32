"""Predictions for recorded dialogues, without rendering: the format of the dialogue evaluation."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from core.belief import belief_of
from core.conversation import RECENT_TURNS, Turn
from core.draft import Draft, advance, begin, scene_of, uploaded
from core.face import FACE_SLOTS
from core.language import detect
from core.pipeline import Action, Modality
from core.problems import ProblemError
from core.prompt import prompt_of
from core.recipe import Recipe, Upload
from core.understanding.interface import Context, Interpretation, Understanding
from core.versions import Version, VersionTree

_SEED = 0


@dataclass(frozen=True)
class Prediction:
    """What is predicted for one turn."""

    id: str
    turn: int
    modality: Modality
    actions: tuple[Action, ...]
    belief: dict[str, tuple[str, ...]]
    prompt: str

    def line(self) -> str:
        """One line of JSON."""
        return json.dumps(
            {
                "id": self.id,
                "turn": self.turn,
                "modality": self.modality.value,
                "actions": [one.model_dump(mode="json") for one in self.actions],
                "belief": {slot: list(values) for slot, values in self.belief.items()},
                "prompt": self.prompt,
            },
            ensure_ascii=False,
        )


async def predict_dialogues(lines: Iterable[str], understanding: Understanding) -> AsyncGenerator[Prediction, None]:
    """A prediction for each turn of each dialogue, one dialogue a line.

    A turn is predicted from the texts before it, the recorded replies among them, and never from recorded labels.
    Raises ValueError naming the line that is no dialogue.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            dialogue = json.loads(line)
            name, turns = str(dialogue["id"]), list(dialogue["turns"])
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"line {number} is no dialogue: {error}") from error
        replay = Replay(understanding)
        for index, turn in enumerate(turns):
            yield await replay.predict(name, index, turn)


class Replay:
    """One dialogue, replayed: the tree of versions that it would make, with no pictures in it."""

    def __init__(self, understanding: Understanding) -> None:
        self._understanding = understanding
        self._tree = VersionTree()
        self._turns: tuple[Turn, ...] = ()

    async def predict(self, name: str, index: int, turn: dict[str, Any]) -> Prediction:
        """The prediction for the next turn; then the recorded reply becomes history."""
        text, upload = str(turn.get("user", "")), bool(turn.get("image"))
        if upload:
            self._add(uploaded(f"{name}/{index}"), None)
        concepts = tuple(str(word) for word in turn.get("concepts", ()))
        read = await self._understanding.interpret(self._context(text, concepts, upload=upload))
        self._apply(read)
        head = self._tree.head
        recipe = head.recipe if head else None
        belief = {slot: values for slot, values in belief_of(recipe).slots().items() if slot in FACE_SLOTS}
        self._remember(index, text, str(turn.get("system", "")), read)
        return Prediction(name, index, read.modality, read.actions, belief, _prompt(recipe))

    def _context(self, text: str, concepts: tuple[str, ...], *, upload: bool) -> Context:
        recipe = self._tree.head.recipe if self._tree.head else None
        belief = belief_of(recipe)
        picture: Literal["none", "drawing", "photo"] = "none"
        if recipe is not None:
            picture = "photo" if isinstance(recipe.source, Upload) else "drawing"
        return Context(
            text=text,
            language=detect(text),
            has_upload=upload,
            turns=self._turns,
            scene=belief.scene,
            face=belief.face,
            picture=picture,
            concepts=concepts,
            can_undo=bool(self._tree.past),
            can_redo=bool(self._tree.forward),
        )

    def _apply(self, read: Interpretation) -> None:
        draft = begin(self._tree, _SEED)
        for one in read.actions:
            try:
                draft = self._found(draft) if one.pipeline == "search" else advance(draft, one)
            except ProblemError:
                continue  # a turn that the real loop would refuse changes nothing
        self._tree = draft.tree
        if draft.dirty and draft.recipe is not None:
            self._add(draft.recipe, draft.parent)

    def _found(self, draft: Draft) -> Draft:
        self._tree = draft.tree
        self._add(uploaded("found"), None)
        return begin(self._tree, _SEED)

    def _add(self, recipe: Recipe, parent: int | None) -> None:
        number = self._tree.next_number
        self._tree = self._tree.add(Version(number=number, parent=parent, recipe=recipe, images=()))

    def _remember(self, index: int, text: str, system: str, read: Interpretation) -> None:
        turn = Turn(index=index, author="", user=text, system=system, modality=read.modality, actions=read.actions)
        self._turns = (*self._turns, turn)[-RECENT_TURNS:]


def _prompt(recipe: Recipe | None) -> str:
    scene = scene_of(recipe) if recipe is None or not isinstance(recipe.source, Upload) else belief_of(recipe).scene
    return prompt_of(scene)
