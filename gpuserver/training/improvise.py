"""Dialogues made up of single requests under a policy.

In the manner of ChatEdit (section 4: the system confirms, then moves on, asks or suggests; the user answers, corrects,
takes back) and DialogDraw (section 4.1: 30 % of one turn, 60 % of two or three, 10 % longer).
"""

from __future__ import annotations

import re
from random import Random
from typing import Final

from core.understanding.trained.view import closed_of
from gpuserver.training import speech
from gpuserver.training.faces import Faces
from gpuserver.training.phrases import Bank, Line
from gpuserver.training.script import Act, Said, ScriptError, said
from gpuserver.training.speech import noisy
from gpuserver.training.stage import Example, Stage
from gpuserver.training.words import Words, load

_FIRST: Final = 0.35
"""Share of requests drawn from the day-one author, whose lines are the most and the least natural."""
_EDITS: Final = {
    "edit": 11, "add_object": 13, "remove_object": 10, "replace_object": 9, "recolor_object": 11,
    "change_attribute": 11, "change_background": 9, "style_transfer": 8, "remove_background": 5,
    "blur_background": 5, "adjust_brightness": 7, "adjust_contrast": 5, "adjust_color": 5, "rotate": 5, "flip": 4,
    "crop": 5, "upscale": 5, "outpaint": 6, "vary": 5, "restore": 4, "colorize": 4,
}  # fmt: skip
_REPEATS: Final = {
    "adjust_brightness": "more bright", "adjust_contrast": "more bright", "rotate": "more rotate",
    "outpaint": "more outpaint", "adjust_color": "more color", "recolor_object": "more recolor",
    "style_transfer": "more style",
}  # fmt: skip
_BACK: Final = {"up": "down", "down": "up"}


class Improvised:
    """One dialogue made up of single requests."""

    def __init__(self, bank: Bank, random: Random) -> None:
        self.bank = bank
        self.random = random
        self.words = Words(bank.language, random)
        self.frames = load(f"frames-{bank.language.value}")
        self.faces = Faces(bank.language, random, self.frames)
        self.stage = Stage()
        self.suggested: tuple[str, ...] = ()
        self.offered: Act | None = None
        self.ideas: tuple[str, ...] = ()

    def dialogue(self, mode: str = "") -> list[Example]:
        """The turns of a dialogue about a face, a photo, a drawing or talk; without a `mode`, of any."""
        random = self.random
        mode = mode or random.choices(["face", "photo", "draw", "talk"], [30, 26, 28, 16])[0]
        chance = random.random()
        length = (
            1 if chance < 0.3 and mode != "face" else random.randint(2, 3) if chance < 0.8 else random.randint(4, 6)
        )
        out: list[Example] = []
        for number in range(length):
            photo = number == 0 and (mode in ("face", "photo") or (mode == "talk" and random.random() < 0.3))
            photo = photo or (number > 0 and random.random() < 0.05)
            if photo:
                seen = random.randint(1, 5) if mode != "face" and random.random() < 0.45 else 0
                self.stage.concepts = tuple(self._concept() for _ in range(seen))
                self.suggested, self.offered, self.ideas = (), None, ()
            one = self._turn(mode, photo=photo)
            one = noisy(Said(one.text, one.acts, one.spans, photo), random, chinese=self.words.chinese)
            self.suggested, self.offered, self.ideas = (), None, ()
            out.append(self.stage.hear(one, self._reply(one, mode)))
        return out

    def _concept(self) -> str:
        color = self.words.one("color").rstrip("的") if self.random.random() < 0.6 else ""
        gap = "" if self.words.chinese or not color else " "
        color = f"{color}的" if color and self.words.chinese else color
        return f"{color}{gap}{self.words.one(self.random.choice(['thing', 'thing', 'animal', 'person']))}"

    def _turn(self, mode: str, *, photo: bool) -> Said:
        random, stage = self.random, self.stage
        has = photo or stage.state.picture != "none"
        if self.suggested and random.random() < 0.65:
            return self.faces.answer(self.suggested)
        if self.offered and random.random() < 0.65:
            if random.random() < 0.65:
                return Said(self._frame("yes") + self._tail("yes tail"), (self.offered,))
            return Said(self._frame("no") + self._tail("no tail"), (Act("chat"),))
        if self.ideas and random.random() < 0.7:
            return self._picked()
        if has and not photo and random.random() < 0.14 and (again := self._again()):
            return again
        return self._fresh(self._kind(mode, has=has, photo=photo), mode)

    def _kind(self, mode: str, *, has: bool, photo: bool) -> str:
        random, stage = self.random, self.stage
        if not has:
            weights = (
                {"generate": 56, "search": 10, "chat": 34}
                if mode != "talk"
                else {"generate": 32, "search": 8, "chat": 60}
            )
        elif photo:
            weights = {
                "change": 52,
                "ask": 18,
                "chat": 10,
                "sketch_to_image": 5,
                "restore": 5,
                "colorize": 4,
                "face": 6,
            }
            if mode == "face":
                weights = {"face": 70, "ask": 8, "change": 14, "chat": 8}
        elif mode == "face":
            weights = {"face": 46, "forget": 12, "change": 11, "ask": 7, "chat": 9, "undo": 6, "redo": 1, "reset": 3}
        else:
            weights = {
                "change": 56, "face": 4, "ask": 9, "chat": 11, "undo": 6, "redo": 1, "reset": 3, "generate": 8,
                "search": 2,
            }  # fmt: skip
        if stage.state.can_redo and not photo:
            weights["redo"] = weights.get("redo", 0) + 25
        kind = random.choices(list(weights), list(weights.values()))[0]
        return "face" if kind == "forget" and not stage.held else kind

    def _fresh(self, kind: str, mode: str) -> Said:
        random = self.random
        if kind == "face":
            return self._dressed(self._face())
        if kind == "forget":
            return self._dressed(self.faces.forget(self.stage.held))
        if kind != "change":
            one = self._request(kind)
            if kind == "undo" and random.random() < 0.12:
                then = self._face() if mode == "face" else self._request(self._edit())
                one = speech.joined(one, self._frame("join"), then)
            return self._dressed(one, light=kind in ("chat", "ask"))
        chance = random.random()
        joint = [key for key in self.bank.lines if "+" in key]
        if joint and chance < 0.07:
            return self._dressed(self._request(random.choice(joint)))
        one = self._request(self._edit())
        if chance > 0.8:
            one = speech.joined(one, self._frame("join"), self._request(self._edit()))
        if chance > 0.97 and len(one.acts) == 2:
            one = speech.joined(one, self._frame("join"), self._request(self._edit()))
        return self._dressed(one)

    def _edit(self) -> str:
        return self.random.choices(list(_EDITS), list(_EDITS.values()))[0]

    def _face(self) -> Said:
        lines = self.bank.lines.get("edit_face", [])
        if lines and self.random.random() < 0.72:
            line = self.faces.evenly(lines)
            if all(value in self.stage.held for act in line.meant.acts for value in act.unset):
                return line.meant
        return self.faces.wish()

    def _request(self, key: str) -> Said:
        """A written request with other words in some of its roles."""
        line = self._drawn(self.bank.lines.get(key) or self.bank.lines["chat"])
        one = line.meant
        for index, span in enumerate(one.spans):
            held = one.text[one.spans[index].start : one.spans[index].end]
            if span.role == "object" and key not in ("add_object",) and (thing := self._in_play()):
                one = speech.swapped(one, index, thing)
            elif self.random.random() < 0.5 and (other := self.words.instead(span.role, held)):
                one = speech.swapped(one, index, other)
        if len(one.acts) == 1:
            one = self._pointed(one)
        return one

    def _drawn(self, lines: list[Line]) -> Line:
        for _ in range(4):
            line = self.random.choice(lines)
            if line.author != "first" or self.random.random() < _FIRST:
                return line
        return self.random.choice(lines)

    def _in_play(self) -> str:
        """Something that is in the picture, as one would name it; empty where any noun will do."""
        found = [*self.stage.concepts, *self.stage.things]
        if not found or self.random.random() < 0.5:
            return ""
        thing = self.random.choice(found)
        if self.words.chinese:
            return thing.split("的")[-1] if self.random.random() < 0.6 else thing
        head = re.sub(r"(?i)^(?:an?|the|some|two|three|one) ", "", thing)
        if self.random.random() < 0.5:
            head = head.split()[-1]
        return self.random.choice(["the ", "the ", "the ", "that ", "this ", ""]) + head

    def _pointed(self, one: Said) -> Said:
        """`one`, now and then, with "it" for a thing spoken of, or "the colour of the lamp" for one that is seen."""
        act, random = one.acts[0], self.random
        for index, span in enumerate(one.spans):
            if span.role == "object" and act.pipeline != "add_object" and self.stage.things and random.random() < 0.15:
                one = speech.swapped(one, index, self._frame("it"))
                given = (("object", self.stage.things[0]),)
                spans = tuple(held for at, held in enumerate(one.spans) if at != index)
                return Said(one.text, (Act(act.pipeline, act.closed, given=given),), spans)
            recolors = span.role == "color" and act.pipeline == "recolor_object" and random.random() < 0.25
            if recolors and (found := self._seen_color()):
                color, thing = found
                one = speech.swapped(one, index, self._frame("color of").replace("{n}", thing))
                spans = tuple(held for at, held in enumerate(one.spans) if at != index)
                return Said(one.text, (Act(act.pipeline, given=(("color", color),)),), spans)
        return one

    def _seen_color(self) -> tuple[str, str] | None:
        mark = "的" if self.words.chinese else " "
        seen = [concept.rpartition(mark) for concept in self.stage.concepts if mark in concept]
        colors = set(load(self.bank.language.value)["color"])
        good = [(color, thing) for color, _, thing in seen if color in colors or f"{color}的" in colors]
        return self.random.choice(good) if good else None

    def _again(self) -> Said | None:
        """More of the last change, or less of it, or the same elsewhere."""
        last = self.stage.turns[-1].actions[-1] if self.stage.turns and self.stage.turns[-1].actions else None
        if last is None or last.pipeline not in _REPEATS:
            return None
        frame, closed = _REPEATS[last.pipeline], closed_of(last)
        if frame == "more bright" and self.random.random() < 0.25:
            frame, closed = "more rev", _BACK[closed]
        if frame == "more outpaint" and self.random.random() < 0.5:
            frame = "more outpaint dir"
        told, bar, text = self._frame(frame).rpartition(" | ")
        label = f"{last.pipeline} {told if bar else closed}"
        if last.pipeline == "recolor_object":
            label += f' object="{last.text("object")}"'
        try:
            one = said(f"{label} | {text}")
        except ScriptError:
            return None
        for index, span in enumerate(one.spans):
            if other := self.words.instead(span.role, one.text[span.start : span.end]):
                one = speech.swapped(one, index, other)
        return one

    def _picked(self) -> Said:
        """One of the ideas that the system had."""
        frame = self._frame("pick")
        which = 1 if "{second:" in frame else 0
        text = re.sub(r"\{\w+:([^}]*)\}", r"\1", frame)
        if (which and len(self.ideas) < 2) or ("{" not in frame and len(self.ideas) > 1):
            return Said(text, (Act("chat"),)) if not which else Said(self._frame("yes"), (Act("chat"),))
        return Said(text, (Act("generate", given=(("prompt", self.ideas[which]),)),))

    def _frame(self, name: str) -> str:
        return self.random.choice(self.frames[name])

    def _tail(self, name: str) -> str:
        return self.faces.named(self._frame(name)) if self.random.random() < 0.45 else ""

    def _dressed(self, one: Said, *, light: bool = False) -> Said:
        if self.random.random() < (0.12 if light else 0.25):
            one = speech.after(self._frame("before").replace("<name>", self.words.one("name")), one)
        if self.random.random() < (0.1 if light else 0.18):
            tail = self._frame("after").replace("<name>", self.words.one("name"))
            one = Said(one.text + tail, one.acts, one.spans, one.photo)
        return one

    def _reply(self, one: Said, mode: str) -> str:
        """What the system says to a turn; what it offers is remembered for the next one."""
        random = self.random
        pipeline = one.acts[0].pipeline
        if pipeline == "chat" and self.stage.state.picture == "none" and random.random() < 0.35:
            return self._ideas()
        written = self.bank.replies.get(pipeline, [])
        has = self.stage.state.picture != "none"
        if mode == "face" and has and random.random() < 0.6:
            said_now = [value for act in one.acts for value in act.set]
            self.suggested = self.faces.some(exclude=self.stage.held)
            return self.faces.confirm(said_now) + self.faces.suggest(self.suggested)
        if has and random.random() < 0.12 and (offer := self._offer()):
            return self._frame("reply done") + ("" if self.words.chinese else " ") + offer
        if written and random.random() < 0.8:
            return random.choice(written)
        asks = self._frame("reply open") if mode == "face" and random.random() < 0.4 else ""
        name = {"chat": "reply chatreply", "undo": "reply undo", "redo": "reply redo", "reset": "reply reset"}.get(
            pipeline
        )
        return f"{self._frame(name or 'reply done')} {asks}".strip()

    def _ideas(self) -> str:
        first, second = self.words.subject(), self.words.subject()
        if self.random.random() < 0.7:
            self.ideas = (first, second)
            return self._frame("reply ideas").replace("{a}", first).replace("{b}", second)
        self.ideas = (first,)
        return self._frame("reply idea").replace("{a}", first)

    def _offer(self) -> str:
        """A suggestion of a change that needs no words."""
        key = self.random.choice(
            ["blur_background", "remove_background", "adjust_brightness", "upscale", "colorize", "restore", "flip",
             "vary", "adjust_contrast", "outpaint", "crop"]
        )  # fmt: skip
        line = self._drawn(self.bank.lines[key]) if self.bank.lines.get(key) else None
        if line is None or line.meant.spans or len(line.meant.text) > 50:
            return ""
        self.offered = line.meant.acts[0]
        wish = line.meant.text.rstrip("?？.。!！吗")
        return self._frame("reply sugg_vp").replace("{v}", wish[0].lower() + wish[1:])
