"""The colours that a request of CAISE may be recorded with, and what speaks for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from core.evaluation.caise_asked import COLOR_WORDS, SAME, SMALL, Asked, kind
from core.evaluation.caise_option import Gathered, Option
from core.evaluation.grounding import TINTS, alike, stem, tint_of


def colors(asked: Asked, learnt: Sequence[str], *, tint: bool) -> list[Option]:
    """Options of a colour: those of training and those that things of the pictures have."""
    found = Gathered()
    for value in TINTS if tint else learnt:
        found.add(value, f"is {value}")
    mentions = _mentions(asked)
    for place, concepts in enumerate(reversed(asked.seen[-3:])):
        pairs = [pair for one in concepts if (pair := _colored(one, tint=tint))]
        for rank, (color, count) in enumerate(Counter(color for color, _, _ in pairs).most_common()):
            found.add(color, f"seen {place} {min(count, 5)}", f"rank {place} {min(rank, 5)}", f"is {color}")
        _match(found, f"{place}", pairs, mentions)
    target = [noun for noun, _ in mentions]
    named = [word for word in asked.words if word in COLOR_WORDS]
    same = bool(SAME.search(asked.line))
    for value in found.values():
        words = value.split()
        found.add(value, *(f"{value} ~ {noun}" for noun in target), *(f"{value} in {word}" for word in asked.words))
        if set(words) <= set(named):
            found.add(value, "named", f"named {same}", f"named {len(words)}")
        if tint and any(tint_of(word) == value for word in named):
            found.add(value, "means", f"means {same}")
        if value in asked.tints:
            found.add(value, "painted", f"painted {value == asked.tints[-1]}")
        if set(words) & set(asked.last):
            found.add(value, f"searched {asked.last[0]}")
        if value.replace(" ", "") in asked.offered.split() or set(words) <= set(asked.offered.split()[1:]):
            found.add(value, "offered", f"offered {kind(asked.offered)}")
    return found.options()


def _mentions(asked: Asked) -> list[tuple[str, tuple[str, ...]]]:
    """The words that may name the thing whose colour is meant, and how each is mentioned."""
    words = [word for word in asked.words if word not in SMALL]
    text = " ".join(words)
    ends = [len(text[: match.end()].split()) for match in SAME.finditer(text)]
    first, last = (ends[0], ends[-1] if ends[-1] < len(words) else ends[0]) if ends else (0, 0)
    ended = ["^", *words, "$"]
    out: list[tuple[str, tuple[str, ...]]] = []
    for at, word in enumerate(words):
        side = "before" if at < first else "between" if at < last else f"after {min(at - last, 4)}"
        out.append((stem(word), (side, f"follows {ended[at]}", f"precedes {ended[at + 2]}", f"last {at - len(words)}")))
    return out


def _match(
    found: Gathered, place: str, pairs: Sequence[tuple[str, str, str]], mentions: Sequence[tuple[str, tuple[str, ...]]]
) -> None:
    """Marks each colour of a picture by the things that have it and are mentioned."""
    total: Counter[str] = Counter()
    for noun, how in mentions:
        for level in ("exact", "near"):
            here = Counter(
                (color, own)
                for color, own, thing in pairs
                for name in [stem(thing.split()[-1])]
                if (name == noun if level == "exact" else name in alike(noun) and name != noun)
            )
            for rank, ((color, own), count) in enumerate(here.most_common()):
                total[color] += count * (how[0] != "before")
                found.add(
                    color, f"{level} {place}", *(f"{level} {place} {one}" for one in how),
                    f"{level} {noun} {how[0][:5]}", f"{level} rank {min(rank, 2)} of {min(len(here), 3)} {how[0][:5]}",
                    f"{color} < {own} {how[0][:5]}",
                )  # fmt: skip
        if how[0] != "before" and place == "0":
            for color, _, thing in pairs:
                found.add(color, f"pair {noun} {thing}")
    for rank, (color, _) in enumerate(total.most_common()):
        found.add(color, f"matched {place} {min(rank, 2)} of {min(len(total), 3)}")
    if not total:
        for color in {color for color, _, _ in pairs}:
            found.add(color, f"unmatched {place}")


def _colored(concept: str, *, tint: bool) -> tuple[str, str, str] | None:
    """The colour that a concept may be recorded as, its own word for it, and the thing; None where it has none."""
    own, _, thing = concept.partition(" ")
    plain = {"wooden": "brown", "gray": "grey"}.get(own, own)
    if not thing or plain not in COLOR_WORDS:
        return None
    color = tint_of(plain) if tint else plain
    return None if tint and color not in TINTS else (color, own, thing)
