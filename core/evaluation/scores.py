"""The scores of recorded dialogues.

Joint accuracy (ChatEdit), modality switching and prompt coherence (DialogGen), intent switch, parameters and structural
conformity (DialogDraw), and how the replies read (BLEU, Distinct; ChatEdit, table 3).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.catalogue import checked
from core.evaluation.agree import face_of, holds, same_action
from core.evaluation.fluency import bleu, distinct
from core.pipeline import ActionError, Modality
from core.predict import Prediction

SCORES = (
    "joint_accuracy", "modality_switching", "intent_switch_accuracy", "parameter_accuracy", "structural_conformity",
    "prompt_coherence",
)  # fmt: skip


@dataclass
class Tally:
    """Hits and misses by score, by kind of turn, and by the pipeline that was meant."""

    hits: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    scenarios: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    pipelines: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    replies: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    """What was replied and what had been recorded."""
    sureness: list[tuple[float, bool]] = field(default_factory=list[tuple[float, bool]])
    """Confidence of a turn and whether its pipelines were right."""

    def add(self, turn: Mapping[str, Any], predicted: Prediction) -> None:
        """Count one turn of a recorded dialogue."""
        self.hits["structural_conformity"].append(_well_formed(predicted))
        if "belief" in turn:
            self.hits["joint_accuracy"].append(face_of(turn["belief"]) == face_of(predicted.belief))
        if "modality" in turn:
            self._add_modality(turn, predicted)
        if "actions" in turn:
            self._add_actions(turn["actions"], predicted)
        if "prompt" in turn:
            terms: Mapping[str, list[str]] = turn["prompt"]
            self.hits["prompt_coherence"].append(
                all(holds(predicted.prompt, term) for term in terms.get("must", []))
                and not any(holds(predicted.prompt, term) for term in terms.get("must_not", []))
            )
        if turn.get("system"):
            self.replies.append((predicted.reply, str(turn["system"])))

    def _add_modality(self, turn: Mapping[str, Any], predicted: Prediction) -> None:
        same = predicted.modality.value == turn["modality"]
        self.hits["modality_switching"].append(same)
        given = "I+T" if turn.get("image") else "T"
        answered = "I" if turn["modality"] == Modality.IMAGE.value else "T"
        self.scenarios[f"round {min(predicted.turn, 2) + 1}, {given}->{answered}"].append(same)

    def _add_actions(self, gold: list[Mapping[str, Any]], predicted: Prediction) -> None:
        same = [one["pipeline"] for one in gold] == [one.pipeline for one in predicted.actions]
        self.hits["intent_switch_accuracy"].append(same)
        self.pipelines[gold[0]["pipeline"]].append(same)
        self.sureness.append((predicted.confidence, same))
        if same:
            right = all(same_action(one, got) for one, got in zip(gold, predicted.actions, strict=True))
            self.hits["parameter_accuracy"].append(right)


@dataclass(frozen=True)
class Bin:
    """Turns whose confidence lies in one stretch."""

    turns: int
    confidence: float
    """Mean confidence, 0 to 1."""
    accuracy: float
    """Share of right pipelines, 0 to 1."""


@dataclass(frozen=True)
class Report:
    """Percentages, and how many turns each is of."""

    scores: dict[str, tuple[float, int]]
    scenarios: dict[str, tuple[float, int]]
    pipelines: dict[str, tuple[float, int]]
    calibration: tuple[Bin, ...]
    calibration_error: float
    """Expected calibration error, 0 to 1: the mean distance of confidence and accuracy."""
    bleu: float
    distinct_1: float
    distinct_2: float


def report(tally: Tally) -> Report:
    """The figures of a tally."""
    bins = _bins(tally.sureness)
    turns = sum(one.turns for one in bins) or 1
    replies = [ours for ours, _ in tally.replies]
    return Report(
        scores={name: share(tally.hits[name]) for name in SCORES if tally.hits.get(name)},
        scenarios={name: share(hits) for name, hits in sorted(tally.scenarios.items())},
        pipelines={name: share(hits) for name, hits in sorted(tally.pipelines.items())},
        calibration=bins,
        calibration_error=sum(one.turns * abs(one.confidence - one.accuracy) for one in bins) / turns,
        bleu=bleu(tally.replies),
        distinct_1=distinct(replies, 1),
        distinct_2=distinct(replies, 2),
    )


def share(hits: list[bool]) -> tuple[float, int]:
    """The percentage of hits, and of how many."""
    return (round(100 * sum(hits) / len(hits), 2) if hits else 0.0, len(hits))


def _bins(sureness: Iterable[tuple[float, bool]], count: int = 10) -> tuple[Bin, ...]:
    """Turns by confidence, in stretches of a tenth."""
    held: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, same in sureness:
        held[min(count - 1, int(confidence * count))].append((confidence, same))
    return tuple(
        Bin(len(turns), sum(one for one, _ in turns) / len(turns), sum(same for _, same in turns) / len(turns))
        for _, turns in sorted(held.items())
    )


def _well_formed(predicted: Prediction) -> bool:
    try:
        return bool(predicted.actions) and all(checked(one) for one in predicted.actions)
    except ActionError:
        return False
