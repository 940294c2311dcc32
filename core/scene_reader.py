"""Reading a drawing prompt into a scene: subjects, what they wear and hold, setting, details and style.

Linear in the length of the text, and total: any text gives a scene, and unknown nouns stay as they were said.
"""

from __future__ import annotations

import re
from typing import Final

from core.lexicon import ANIMALS, PEOPLE, canonical_noun, color_key, detail_kind, is_chinese, known_noun
from core.scene import Scene, Subject
from core.scene_reader_zh import read_scene_zh, read_subject_zh
from core.styles import style_id

MAX_PROMPT: Final = 600
"""Characters of a prompt that are read; what follows does not change the scene."""
MAX_SUBJECTS: Final = 12

_NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "both": 2, "pair": 2, "couple": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "several": 4, "few": 3, "some": 3, "many": 6, "dozen": 6,
}  # fmt: skip
_SKIP: Final = frozenset(
    {"the", "my", "your", "his", "her", "its", "their", "our", "of", "this", "that", "very", "really", "some"}
)
_MARKER: Final = re.compile(
    r"\s*(?:,|;|\.(?=\s|$)|\b(?:and also|and|plus|wearing|holding|carrying|with|that is|who is|which is|next to|beside|"
    r"in front of|on top of|inside|behind|under|near|by|at|in|on|over|above|against|during|through|among|along|around|"
    r"across|while)\b)\s*",
    re.IGNORECASE,
)
_HAS: Final = frozenset({"wearing", "holding", "carrying", "with"})
_AND: Final = frozenset({"and", "plus", "and also", ",", ";", "."})
_STYLE: Final = re.compile(r"[\s-](?:art )?style\b(?: of (?:the |an? )?(?P<of>[\w -]{2,30}?)(?=,|$))?", re.IGNORECASE)
_BEFORE_STYLE: Final = re.compile(
    r"[,\s]*\b(?:(?:drawn|painted|done|made|rendered) )?(?:in|as|using|with)(?: the| an?)?\s*$", re.IGNORECASE
)
_AS: Final = re.compile(
    r"^(?:please )?(?:an? )?(?P<style>[\w\s-]{3,24}?) (?:of|showing|depicting) (?=\w)", re.IGNORECASE
)
_AS_END: Final = re.compile(r"[,\s]+(?:as|like|in) (?:an? )?(?P<style>[\w\s-]{3,24})$", re.IGNORECASE)
_AIR: Final = frozenset({"time", "weather", "season"})
WEARABLE: Final = frozenset({
    "sunglasses", "glasses", "hat", "crown", "scarf", "tie", "bowtie", "necklace", "earrings", "dress", "shirt", "coat",
})  # fmt: skip
"""Keys of what is worn: "a dog in sunglasses" wears them, "a dog in a boat" is in it."""
_DETERMINERS: Final = re.compile(r"\b(?:an?|the|some|one|two|three|four|five|my|his|her)\b")
_WHERE: Final = re.compile(r"(?<!\bat )\b(underwater|outdoors|indoors)\b", re.IGNORECASE)
_GERUND: Final = re.compile(r"\b(?:[a-z]{2,}ing)\b")
_NOT_ACTION: Final = frozenset({"ring", "king", "wing", "string", "spring", "morning", "evening", "building", "painting", "drawing",
                                "ceiling", "earring", "earrings", "thing", "charming", "glowing", "flying", "shining"})  # fmt: skip


def read_subject(phrase: str) -> Subject:
    """The subject that a noun phrase names: "three fluffy white cats" has count 3, colour white, attribute fluffy."""
    text = phrase.strip()[:MAX_PROMPT]
    if is_chinese(text):
        return read_subject_zh(text)
    words = re.findall(r"[\w'-]+", text.lower())
    count, attributes, color = 1, list[str](), None
    rest = list(words)
    while len(rest) > 1 and (rest[0] in _NUMBERS or rest[0] in _SKIP or rest[0].isdecimal()):
        word = rest.pop(0)
        if word.isdecimal():
            count = max(1, min(int(word[:3]), 100))
        elif word in _NUMBERS:
            count = _NUMBERS[word] if _NUMBERS[word] > 1 else count
    if rest[-1:] in (["glasses"], ["sunglasses"]):
        count = 1
    size = _noun_size(rest)
    for word in rest[:-size]:
        if color is None and (key := color_key(word)):
            color = key
        elif word not in _SKIP:
            attributes.append(word)
    noun = " ".join(rest[-size:]) or text
    return Subject(noun=noun, color=color, attributes=tuple(attributes[:6]), count=count)


def _noun_size(words: list[str]) -> int:
    """How many words at the end are the noun: two or three for known compounds, more for "a bowl of soup"."""
    if "of" in words[1:]:
        return len(words) - words.index("of") + 1
    for size in (3, 2):
        if len(words) >= size:
            key = canonical_noun(" ".join(words[-size:]))
            if (
                key == canonical_noun(f"x {' '.join(words[-size:])}")
                and " " not in key
                and key != canonical_noun(words[-1])
            ):
                return size
    return 1


def read_scene(prompt: str) -> Scene:
    """The scene of a drawing prompt, in either language."""
    text = " ".join(prompt[:MAX_PROMPT].split())
    if is_chinese(text):
        return read_scene_zh(text)
    style, text = _take_style(_WHERE.sub(r"at \1", text))
    scene = Scene(style=style)
    kind, last = "subject", ""
    for marker, chunk in _chunks(text):
        if not chunk:
            continue
        if marker in _AND and len(chunk.split()) <= 3 and scene.subjects and style_id(chunk) and not scene.style:
            scene = scene.model_copy(update={"style": chunk})
            continue
        if marker in _HAS or (marker == "in" and canonical_noun(chunk) in WEARABLE and scene.subjects):
            kind = "worn"
        elif marker not in _AND and marker:
            kind = "place"
        elif kind == "worn" and _is_thing(chunk) and canonical_noun(read_subject(chunk).noun) not in WEARABLE:
            kind = "subject" if known_noun(chunk) and canonical_noun(chunk) in ANIMALS | PEOPLE else kind
        elif kind == "place":
            kind = "subject" if _is_thing(chunk) else "detail"
        scene, last = _take(scene, kind, marker, chunk, last)
    return scene


def _chunks(text: str) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    marker, at = "", 0
    for match in _MARKER.finditer(text):
        out.append((marker, text[at : match.start()].strip()))
        marker, at = match.group().strip().lower(), match.end()
    out.append((marker, text[at:].strip()))
    return out[:60]


def _take(scene: Scene, kind: str, marker: str, chunk: str, last: str) -> tuple[Scene, str]:
    phrase = chunk if kind in {"subject", "worn", "detail"} else f"{marker} {chunk}"
    if kind == "place" or (kind == "subject" and scene.subjects and _is_detail(chunk)):
        return _take_place(scene, marker, chunk, phrase), chunk
    if kind == "detail":
        return scene.model_copy(update={"details": (*scene.details, phrase)}), chunk
    match = _GERUND.search(chunk.lower())
    named = _DETERMINERS.sub("", chunk[: match.start()].lower()) if match else ""
    if match and match.group() not in _NOT_ACTION and named.strip():
        scene = _add(scene, chunk[: match.start()].strip(), worn=kind == "worn", marker=marker)
        return scene.model_copy(update={"details": (*scene.details, chunk[match.start() :])}), chunk
    return _add(scene, chunk, worn=kind == "worn", marker=marker), chunk


def _take_place(scene: Scene, marker: str, chunk: str, phrase: str) -> Scene:
    if _is_detail(phrase):
        return scene.model_copy(update={"details": (*scene.details, phrase)})
    if style_id(chunk) and len(chunk.split()) <= 3 and marker in {"in", ""}:
        return scene.model_copy(update={"style": scene.style or chunk})
    if scene.background is None and marker in {"in", "at", "on", "by", "near", "inside", "under", "through", "against",
                                               "among", "along", "across", "around", "over", "above"}:  # fmt: skip
        plain = re.sub(r"^(?:the|an?) ", "", chunk)
        return scene.model_copy(update={"background": plain if marker in {"in", "at"} else phrase})
    return scene.model_copy(update={"details": (*scene.details, phrase)})


def _is_detail(phrase: str) -> bool:
    words = phrase.split()
    if not words or len(words) > 5:
        return False
    return detail_kind(words[-1]) in _AIR or (detail_kind(" ".join(words[-2:])) in _AIR and not known_noun(words[-1]))


def _is_thing(chunk: str) -> bool:
    return bool(re.match(r"(?:an?|the|two|three|four|five|some|\d+)\b", chunk, re.IGNORECASE)) and not _is_detail(chunk)


def _add(scene: Scene, chunk: str, *, worn: bool, marker: str) -> Scene:
    if not re.search(r"\w", chunk) or len(scene.subjects) >= MAX_SUBJECTS:
        return scene
    subject = read_subject(chunk)
    if worn and scene.subjects:
        subject = subject.model_copy(update={"place": f"on the {scene.subjects[0].noun}"})
        if marker == "holding":
            subject = subject.model_copy(update={"place": f"held by the {scene.subjects[0].noun}"})
    return scene.model_copy(update={"subjects": (*scene.subjects, subject)})


def _take_style(text: str) -> tuple[str | None, str]:
    """The style named in `text`, and the text without it."""
    if match := _STYLE.search(text):
        return _named_style(text, match)
    for pattern in (_AS, _AS_END):
        match = pattern.search(text)
        if match and style_id(match.group("style")):
            rest = f"{text[: match.start()]} {text[match.end() :]}"
            return match.group("style").strip(), " ".join(rest.split()).strip(" ,")
    return None, text


def _named_style(text: str, match: re.Match[str]) -> tuple[str | None, str]:
    """The words before "style" (or after "style of"): the shortest run that is a known style, else those after "in"."""
    before, after = text[: match.start()], text[match.end() :]
    if of := match.group("of"):
        return of.strip(), f"{_BEFORE_STYLE.sub('', before)}{after}".strip(" ,")
    words = before.split()
    for size in range(1, 4):
        named = " ".join(words[-size:])
        if style_id(named):
            return named, f"{_BEFORE_STYLE.sub('', ' '.join(words[:-size]))} {after}".strip(" ,")
    head, found, named = before.rpartition(" in ")
    if not found or len(named.split()) > 4:
        return None, text
    return re.sub(r"^(?:the|an?) ", "", named), f"{head}{after}".strip(" ,")
