"""From actions to the recipe that is to be rendered: pure, so that a turn is decided before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce

from core.captions import captioned
from core.pipeline import Action
from core.problems import Code, ProblemError
from core.recipe import RENDERED, Drawing, Recipe, Upload, content_hash, derived_seed, fold, plan
from core.scene.formats import aspect_of
from core.scene.model import Scene
from core.scene.reader import read_scene
from core.versions import Version, VersionTree


@dataclass(frozen=True)
class Draft:
    """The picture as the turn's actions leave it. `recipe` is None where there is no picture.

    `dirty` says that `recipe` is to be rendered as a child of `parent` (None: a new root).
    """

    tree: VersionTree
    recipe: Recipe | None
    parent: int | None
    seed: int
    dirty: bool = False
    moved: bool = False


def begin(tree: VersionTree, seed: int, base: int | None = None) -> Draft:
    """A draft that starts from version `base`, or from the current one. Raises ProblemError (no_such_version)."""
    start = tree.head if base is None else tree.get(base)
    if start is not None and start.asks and start.parent is not None:
        start = tree.get(start.parent)
    return _at(Draft(tree, None, None, seed), tree, start)


def _at(draft: Draft, tree: VersionTree, version: Version | None) -> Draft:
    recipe = version.recipe if version else None
    return replace(draft, tree=tree, recipe=recipe, parent=version.number if version else None)


def advance(draft: Draft, action: Action) -> Draft:
    """`draft` after one action. Raises ProblemError where the action has nothing to act on."""
    match action.pipeline:
        case "generate":
            return replace(draft, recipe=_drawn(action, draft.seed), parent=None, dirty=True)
        case "undo":
            return _moved(draft, draft.tree.undo(int(action.number("steps", 1))))
        case "redo":
            return _moved(draft, draft.tree.redo())
        case "reset":
            return _moved(draft, _restarted(draft.tree))
        case "vary":
            return _varied(draft, int(action.number("count", 1)))
        case name if name in RENDERED:
            return _edited(draft, action)
        case _:
            return draft


def _moved(draft: Draft, tree: VersionTree) -> Draft:
    return replace(_at(draft, tree, tree.head), dirty=False, moved=True)


def _restarted(tree: VersionTree) -> VersionTree:
    """Where starting over leads: back to a photo as it came, away from a drawing."""
    root = tree.path()[0] if tree.head else None
    if root is not None and isinstance(root.recipe.source, Upload):
        return tree.goto(root.number)
    return tree.reset()


def _drawn(action: Action, seed: int) -> Recipe:
    prompt, captions = captioned(action.text("prompt"))
    scene = read_scene(prompt)
    if style := action.text("style"):
        scene = scene.model_copy(update={"style": style})
    if negative := action.text("negative"):
        scene = scene.model_copy(update={"without": (*scene.without, negative)})
    source = Drawing(prompt=prompt, scene=scene, seed=seed, aspect=action.text("aspect", "") or aspect_of(prompt))
    recipe = reduce(fold, captions, Recipe(source=source))
    return recipe.model_copy(update={"count": int(action.number("count", 1))})


def _edited(draft: Draft, action: Action) -> Draft:
    if draft.recipe is None:
        raise ProblemError(Code.NO_PICTURE, f"{action.pipeline} needs a picture", pipeline=action.pipeline)
    after = fold(draft.recipe, action)
    if not draft.dirty and content_hash(after) == content_hash(draft.recipe):
        return draft
    return replace(draft, recipe=after, dirty=True)


def _varied(draft: Draft, count: int) -> Draft:
    recipe = draft.recipe
    if recipe is None:
        raise ProblemError(Code.NO_PICTURE, "vary needs a picture", pipeline="vary")
    varied = fold(recipe, Action(pipeline="vary")).model_copy(update={"count": count})
    return replace(draft, recipe=varied, dirty=True)


def chosen(version: Version, number: int) -> Recipe:
    """The recipe of one of a version's pictures, `number` counting from 1. Raises ProblemError (invalid_request)."""
    if not 1 <= number <= len(version.images):
        raise ProblemError(Code.INVALID_REQUEST, f"version {version.number} has no picture {number}")
    recipe = version.recipe
    if isinstance(recipe.source, Upload):
        source = recipe.source.model_copy(update={"digest": version.images[number - 1].digest})
        return recipe.model_copy(update={"source": source, "count": 1})
    drawn = plan(recipe).source
    assert isinstance(drawn, Drawing)
    source = recipe.source.model_copy(update={"seed": derived_seed(drawn.seed, number - 1)})
    edits = tuple(edit for edit in recipe.edits if edit.pipeline != "vary")
    return Recipe(source=source, edits=edits)


def uploaded(digest: str, seed: int | None = None) -> Recipe:
    """The recipe of a photo as it came, with the seed of its conversation."""
    return Recipe(source=Upload(digest=digest, seed=seed))


def scene_of(recipe: Recipe | None) -> Scene:
    """The scene in force of a drawing; an empty one for a photo or no picture."""
    source = plan(recipe).source if recipe else None
    return source.scene if isinstance(source, Drawing) else Scene()
