"""What is computed of a face is computed once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from gpuserver.engines.face.frame import Face

T = TypeVar("T")


def once(function: Callable[[Face], T]) -> Callable[[Face], T]:
    """`function` with its result remembered for as long as the face lives. The result must not be changed."""
    results: WeakKeyDictionary[Face, T] = WeakKeyDictionary()

    @wraps(function)
    def remembered(face: Face) -> T:
        if face not in results:
            results[face] = function(face)
        return results[face]

    return remembered
