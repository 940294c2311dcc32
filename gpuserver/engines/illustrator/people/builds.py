"""Proportions of people, from a baby to an old man. Heads are large: that is the hand everything is drawn in."""

from __future__ import annotations

from typing import Final

from gpuserver.engines.illustrator.people.rig import Build

BUILDS: Final[dict[str, Build]] = {
    "man": Build(
        height=1.78, head=0.50, neck=16, torso=196, shoulder=98, waist=82, hip=78, arm=(104, 92), leg=(122, 116),
        sleeve=(80, 70, 58), trouser=(94, 82, 70),
    ),
    "woman": Build(
        height=1.66, head=0.50, neck=18, torso=186, shoulder=84, waist=62, hip=76, arm=(98, 88), leg=(122, 116),
        sleeve=(66, 58, 48), trouser=(88, 74, 60), hand=0.9, foot=0.92,
    ),
    "boy": Build(
        height=1.22, head=0.60, neck=8, torso=150, shoulder=80, waist=74, hip=70, arm=(80, 70), leg=(92, 86),
        sleeve=(68, 60, 50), trouser=(82, 74, 66), hand=0.86, foot=0.95, reach=0.6,
    ),
    "girl": Build(
        height=1.18, head=0.60, neck=8, torso=146, shoulder=72, waist=62, hip=66, arm=(78, 68), leg=(90, 86),
        sleeve=(62, 54, 46), trouser=(76, 68, 60), hand=0.84, foot=0.9, reach=0.55,
    ),
    "oldman": Build(
        height=1.70, head=0.52, neck=8, torso=190, shoulder=94, waist=92, hip=84, arm=(100, 88), leg=(104, 100),
        sleeve=(80, 72, 60), trouser=(92, 82, 72), stoop=6,
    ),
    "oldwoman": Build(
        height=1.58, head=0.52, neck=8, torso=178, shoulder=84, waist=80, hip=86, arm=(94, 84), leg=(102, 98),
        sleeve=(70, 62, 52), trouser=(88, 76, 64), hand=0.9, foot=0.92, stoop=6,
    ),
    "baby": Build(
        height=0.78, head=0.68, neck=0, torso=130, shoulder=76, waist=82, hip=80, arm=(58, 48), leg=(54, 50),
        sleeve=(66, 60, 52), trouser=(82, 76, 68), hand=0.8, foot=0.8, reach=0.15,
    ),
    "stout": Build(
        height=1.74, head=0.50, neck=6, torso=200, shoulder=104, waist=112, hip=98, arm=(102, 90), leg=(104, 100),
        sleeve=(84, 74, 62), trouser=(100, 88, 76),
    ),
}  # fmt: skip
