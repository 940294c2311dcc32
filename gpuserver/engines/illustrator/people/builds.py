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
        height=0.68, head=0.80, neck=-6, torso=124, shoulder=78, waist=90, hip=88, arm=(56, 46), leg=(52, 46),
        sleeve=(66, 60, 52), trouser=(86, 78, 68), hand=0.82, foot=0.82, reach=0.15,
    ),
    "toddler": Build(
        height=0.9, head=0.70, neck=0, torso=132, shoulder=76, waist=80, hip=78, arm=(66, 56), leg=(64, 58),
        sleeve=(66, 58, 50), trouser=(82, 74, 66), hand=0.82, foot=0.88, reach=0.3,
    ),
    "teenboy": Build(
        height=1.62, head=0.54, neck=14, torso=176, shoulder=84, waist=72, hip=70, arm=(96, 84), leg=(118, 112),
        sleeve=(68, 60, 50), trouser=(82, 70, 60), hand=0.95,
    ),
    "teengirl": Build(
        height=1.56, head=0.54, neck=14, torso=170, shoulder=76, waist=60, hip=70, arm=(92, 80), leg=(116, 110),
        sleeve=(62, 54, 46), trouser=(78, 66, 56), hand=0.88, foot=0.92,
    ),
    "dwarf": Build(
        height=1.3, head=0.58, neck=2, torso=176, shoulder=112, waist=108, hip=100, arm=(84, 74), leg=(62, 58),
        sleeve=(84, 76, 64), trouser=(98, 88, 78), hand=1.05, foot=1.05, reach=0.5,
    ),
    "orc": Build(
        height=1.95, head=0.46, neck=6, torso=214, shoulder=126, waist=100, hip=90, arm=(116, 104), leg=(118, 112),
        sleeve=(104, 92, 80), trouser=(104, 92, 82), hand=1.2, foot=1.15,
    ),
    "goblin": Build(
        height=1.02, head=0.60, neck=4, torso=130, shoulder=72, waist=74, hip=68, arm=(82, 76), leg=(62, 58),
        sleeve=(58, 52, 46), trouser=(72, 64, 58), hand=0.95, foot=1.05, reach=0.5,
    ),
    "stout": Build(
        height=1.74, head=0.50, neck=6, torso=200, shoulder=104, waist=112, hip=98, arm=(102, 90), leg=(104, 100),
        sleeve=(84, 74, 62), trouser=(100, 88, 76),
    ),
}  # fmt: skip
