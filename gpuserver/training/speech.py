"""Ways in which one meaning is typed: with greetings, thanks, two wishes in one breath, slips of the keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Final

from gpuserver.training.script import Said, Span

_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_INNER: Final = re.compile(r"(?<=[a-z])[a-z](?=[a-z]{2})")


def moved(said: Said, text: str, by: Callable[[int], int]) -> Said:
    """`said` with another text, its spans put where `by` says that a character went."""
    spans = tuple(replace(span, start=by(span.start), end=by(span.end)) for span in said.spans)
    return replace(said, text=text, spans=spans)


def after(lead: str, said: Said) -> Said:
    """`said` with `lead` typed before it."""
    return moved(said, lead + said.text, lambda at: at + len(lead))


def swapped(said: Said, index: int, words: str) -> Said:
    """`said` with other words in its span number `index`."""
    span = said.spans[index]
    text = said.text[: span.start] + words + said.text[span.end :]
    grown = len(words) - (span.end - span.start)
    spans = tuple(
        replace(one, end=one.end + grown)
        if at == index
        else replace(one, start=one.start + grown, end=one.end + grown)
        if one.start >= span.end
        else one
        for at, one in enumerate(said.spans)
    )
    return replace(said, text=text, spans=spans)


def joined(first: Said, link: str, second: Said) -> Said:
    """Both in one text, the actions of the second after those of the first."""
    head = first.text.rstrip(" .。!！") + link
    shift = len(first.acts)
    spans = tuple(
        Span(one.action + shift, one.role, one.start + len(head), one.end + len(head)) for one in second.spans
    )
    return replace(
        first,
        text=head + second.text,
        acts=first.acts + second.acts,
        spans=tuple(one for one in first.spans if one.end <= len(head)) + spans,
    )


def slipped(said: Said, random: Random) -> Said:
    """`said` with one letter typed wrong, doubled, left out or swapped with the next."""
    places = [found.start() for found in _INNER.finditer(said.text)]
    if not places:
        return said
    at, chance, text = random.choice(places), random.random(), said.text
    if chance < 0.4:
        return replace(said, text=text[:at] + text[at + 1] + text[at] + text[at + 2 :])
    if chance < 0.6:
        return replace(said, text=text[:at] + random.choice(_LETTERS) + text[at + 1 :])
    if chance < 0.85:
        return moved(said, text[:at] + text[at + 1 :], lambda place: place - (place > at))
    return moved(said, text[:at] + text[at] + text[at:], lambda place: place + (place > at))


def unended(said: Said) -> Said:
    """`said` without the mark at its end."""
    return replace(said, text=said.text.rstrip(".!?。！？ "))


def noisy(one: Said, random: Random, *, chinese: bool) -> Said:
    """`one` as a hurried person types it, now and then."""
    if not chinese and random.random() < 0.1:
        one = slipped(one, random)
    if random.random() < 0.2:
        one = unended(one)
    return one if one.text else Said("ok", one.acts, (), one.photo, one.reply)
