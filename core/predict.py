"""Predictions for recorded dialogues, without rendering: the format of the dialogue evaluation."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass
from typing import Any, Final

from core.conversation import RECENT_TURNS, Turn
from core.face import FACE_SLOTS
from core.language import detect
from core.pipeline import Action, Modality
from core.policy import suggest
from core.prompt import prompt_of
from core.replies.phrases import sentences
from core.replies.talk import small_talk
from core.replies.wording import told
from core.tracking import State, advance, receive
from core.understanding.interface import Context, Interpretation, Understanding

_UNSCORED: Final = {"edit_face": ("strength", "target")}


@dataclass(frozen=True)
class Prediction:
    """What is predicted for one turn."""

    id: str
    turn: int
    modality: Modality
    actions: tuple[Action, ...]
    belief: dict[str, tuple[str, ...]]
    prompt: str
    reply: str = ""
    """What would be said, as far as it can be without a picture: an answer about one is empty."""
    confidence: float = 1.0

    def line(self) -> str:
        """One line of JSON."""
        return json.dumps(
            {
                "id": self.id,
                "turn": self.turn,
                "modality": self.modality.value,
                "actions": [_scored(one).model_dump(mode="json") for one in self.actions],
                "belief": {slot: list(values) for slot, values in self.belief.items()},
                "prompt": self.prompt,
            },
            ensure_ascii=False,
        )


def _scored(one: Action) -> Action:
    """The action with the parameters that the format of the evaluation knows: not how strongly, nor whose face."""
    kept = {name: value for name, value in one.params.items() if name not in _UNSCORED.get(one.pipeline, ())}
    return one.model_copy(update={"params": kept})


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
    """One dialogue, replayed: the state that it would lead to, with no picture rendered."""

    def __init__(self, understanding: Understanding) -> None:
        self._understanding = understanding
        self._state = State()
        self._turns: tuple[Turn, ...] = ()

    async def predict(self, name: str, index: int, turn: dict[str, Any]) -> Prediction:
        """The prediction for the next turn; then the recorded reply becomes history."""
        text, upload = str(turn.get("user", "")), bool(turn.get("image"))
        before = receive(self._state) if upload else self._state
        concepts = tuple(str(word) for word in turn.get("concepts") or ())
        read = await self._understanding.interpret(self._context(before, text, concepts, upload=upload))
        self._state = advance(before, read.actions)
        belief = {slot: values for slot, values in self._state.belief.slots().items() if slot in FACE_SLOTS}
        reply = self._reply(read, text)
        self._remember(index, text, str(turn.get("system", "")), read, upload=upload)
        prompt = prompt_of(self._state.belief.scene)
        return Prediction(name, index, read.modality, read.actions, belief, prompt, reply, read.confidence)

    def _reply(self, read: Interpretation, text: str) -> str:
        head, language = self._state.tree.head, read.language
        if read.actions[0].pipeline == "chat" or head is None:
            return small_talk(text, language)
        said = told(read.actions, head, language, changed=True)
        suggested = suggest(head.recipe, language, head.number) if read.modality is Modality.IMAGE else None
        return sentences(language, (said, suggested[0] if suggested else ""))

    def _context(self, state: State, text: str, concepts: tuple[str, ...], *, upload: bool) -> Context:
        return Context(
            text=text,
            language=detect(text),
            has_upload=upload,
            turns=self._turns,
            scene=state.belief.scene,
            face=state.belief.face,
            strengths=state.belief.strengths,
            picture=state.picture,
            concepts=concepts,
            can_undo=state.can_undo,
            can_redo=state.can_redo,
        )

    def _remember(self, index: int, text: str, system: str, read: Interpretation, *, upload: bool) -> None:
        turn = Turn(
            index=index,
            author="",
            user=text,
            system=system,
            modality=read.modality,
            actions=read.actions,
            upload=f"{index}" if upload else None,
        )
        self._turns = (*self._turns, turn)[-RECENT_TURNS:]
