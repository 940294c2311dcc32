"""State tracking (ChatEdit, section 3.1) without rendering: what a turn's actions leave in force. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from core.belief import Belief, belief_of
from core.draft import Draft, begin, uploaded
from core.draft import advance as advance_draft
from core.pipeline import Action
from core.problems import ProblemError
from core.recipe import Recipe, Upload
from core.versions import Version, VersionTree

_SEED = 0


@dataclass(frozen=True)
class State:
    """The picture of a dialogue and the way to it, as versions that hold recipes and no images."""

    tree: VersionTree = field(default_factory=VersionTree)

    @property
    def recipe(self) -> Recipe | None:
        """The recipe in force; None where there is no picture."""
        return self.tree.head.recipe if self.tree.head else None

    @property
    def belief(self) -> Belief:
        """The face and scene slots in force."""
        return belief_of(self.recipe)

    @property
    def picture(self) -> Literal["none", "drawing", "photo"]:
        """What kind of picture is in play."""
        if self.recipe is None:
            return "none"
        return "photo" if isinstance(self.recipe.source, Upload) else "drawing"

    @property
    def can_undo(self) -> bool:
        """Whether `undo` has a way back."""
        return bool(self.tree.past)

    @property
    def can_redo(self) -> bool:
        """Whether `redo` has a way forward."""
        return bool(self.tree.forward)


def receive(state: State) -> State:
    """`state` after the user sent a photo, which is the picture in play from now on."""
    return _add(state, uploaded(f"photo {state.tree.next_number}"), None)


def advance(state: State, actions: Iterable[Action], *, upload: bool = False) -> State:
    """`state` after one turn: a photo that came with it, then its actions; one version for all that they change.

    An action that has nothing to act on changes nothing, as in the real loop, where it is refused.
    """
    if upload:
        state = receive(state)
    draft = begin(state.tree, _SEED)
    for one in actions:
        try:
            draft = _found(draft) if one.pipeline == "search" else advance_draft(draft, one)
        except ProblemError:
            continue
    state = replace(state, tree=draft.tree)
    if draft.dirty and draft.recipe is not None:
        state = _add(state, draft.recipe, draft.parent)
    return state


def _found(draft: Draft) -> Draft:
    """A picture that was looked for comes into play like a photo that was sent."""
    return begin(receive(State(draft.tree)).tree, _SEED)


def _add(state: State, recipe: Recipe, parent: int | None) -> State:
    version = Version(number=state.tree.next_number, parent=parent, recipe=recipe, images=())
    return replace(state, tree=state.tree.add(version))
