"""Scenes as short text, so that tables of prompts can be read."""

from __future__ import annotations

from core.scene.model import Scene, Subject


def told(scene: Scene) -> str:
    """Every slot of a scene: "2 kids @ in front of the barn ! building; red barn | background: park"."""
    slots = {
        "background": scene.background, "details": ", ".join(scene.details), "mood": scene.mood,
        "palette": scene.palette, "shot": scene.shot, "style": scene.style, "without": ", ".join(scene.without),
    }  # fmt: skip
    parts = [
        "; ".join(_told(one) for one in scene.subjects),
        *(f"{name}: {said}" for name, said in slots.items() if said),
    ]
    return " | ".join(part for part in parts if part)


def _told(subject: Subject) -> str:
    count = str(subject.count) if subject.count != 1 else ""
    color = f"({subject.color})" if subject.color else ""
    place = f"@ {subject.place}" if subject.place else ""
    action = f"! {subject.action}" if subject.action else ""
    attributes = [f"[{word}]" for word in subject.attributes]
    return " ".join(word for word in (count, color, *attributes, subject.noun, place, action) if word)
