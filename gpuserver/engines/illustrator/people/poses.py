"""The poses: tables of angles. Index 0 of a pair is the limb on the left of the picture, the far one from the side."""

from __future__ import annotations

from typing import Final

from gpuserver.engines.illustrator.people.feats import FEATS
from gpuserver.engines.illustrator.people.rig import LEFT, RIGHT, SIDES, Limb, Pose

CARRY: Final = Limb(24, 112, hand="fist")
"""An arm that carries a tool upright before it."""
CARRY2: Final = Limb(-26, -92, hand="fist")
"""The other arm, with a shield or a palette."""

POSES: Final[dict[str, Pose]] = {
    **FEATS,
    "stand": Pose(
        arms=(Limb(19, 6), Limb(-24, -4)), legs=(Limb(4, 1, toe=0.35), Limb(-9, -5, toe=-0.7)),
        hips=-4, shoulders=3, head=-3, bend=-0.02,
    ),
    "easy": Pose(
        arms=(Limb(44, -40, hand="fist", over="behind"), Limb(-20, 10)),
        legs=(Limb(14, 6, toe=0.8), Limb(-4, -1, toe=-0.3)),
        hips=6, shoulders=-5, head=6, bend=0.035, lean=-1, turn=0.15,
    ),
    "walk": Pose(
        arms=(Limb(26, 58, over="behind"), Limb(-30, -6)),
        legs=(Limb(-16, -38, toe=1, foot=-30), Limb(24, 16, toe=1, foot=12)),
        lean=4, head=2, turn=0.8, bend=0.03, wind=-22,
    ),
    "run": Pose(
        arms=(Limb(44, 128, hand="fist", over="behind"), Limb(-54, 30, hand="fist")),
        legs=(Limb(-40, -104, toe=1, foot=-80), Limb(66, 6, toe=1, foot=8)),
        lean=15, head=4, turn=0.9, bend=-0.03, lift=30, wind=-62, grip=20, face=("mouth-open",),
    ),
    "sit": Pose(
        arms=(Limb(52, 96, over="behind"), Limb(-40, -22)),
        legs=(Limb(88, 76, toe=1, foot=24), Limb(132, 14, toe=1)),
        lean=-14, head=-8, turn=0.7, bend=-0.05, wind=-30,
    ),
    "chair": Pose(
        arms=(Limb(26, 70, over="behind"), Limb(14, 62)),
        legs=(Limb(86, 6, toe=1), Limb(84, -12, toe=1)),
        lean=-6, head=-4, turn=0.6, bend=-0.03, prop="chair",
    ),
    "seated": Pose(
        arms=(Limb(30, 74, over="behind"), Limb(16, 72)),
        legs=(Limb(84, 8, toe=1), Limb(84, -4, toe=1)),
        lean=-3, head=-2, turn=0.7, bend=-0.02, prop="stool",
    ),
    "perch": Pose(
        arms=(Limb(30, 74, over="behind"), Limb(16, 70)),
        legs=(Limb(80, 10, toe=1), Limb(78, -2, toe=1)),
        lean=-3, head=-2, turn=0.7, bend=-0.02, rest="seat",
    ),
    "readseat": Pose(
        arms=(Limb(48, 96, over="behind"), Limb(34, 96)),
        legs=(Limb(80, 10, toe=1), Limb(78, -2, toe=1)),
        lean=2, head=10, turn=0.7, bend=0.02, prop="book", taken=SIDES, rest="seat",
    ),
    "readchair": Pose(
        arms=(Limb(48, 96, over="behind"), Limb(34, 96)),
        legs=(Limb(80, 10, toe=1), Limb(78, -2, toe=1)),
        lean=2, head=10, turn=0.7, bend=0.02, prop="bookchair", taken=SIDES,
    ),
    "readsit": Pose(
        arms=(Limb(30, -64, long=(1, 0.36)), Limb(-30, 64, long=(1, 0.36))),
        legs=(Limb(70, 52, toe=0.5, long=(0.85, 0.8)), Limb(-70, -52, toe=-0.5, long=(0.85, 0.8))),
        head=4, hips=-2, lap=True, prop="book", taken=SIDES,
    ),
    "fly_kite": Pose(
        arms=(Limb(112, 150, hand="fist"), Limb(-26, -6)), legs=(Limb(10, 2, toe=0.8), Limb(-14, -8, toe=0.3)),
        lean=-6, head=-6, turn=0.5, hips=-2, bend=-0.03, taken=(LEFT,), face=("mouth-open",),
    ),
    "cradle": Pose(
        arms=(Limb(38, 104), Limb(-34, 62)), legs=(Limb(4, 1, toe=0.5), Limb(-9, -5, toe=-0.5)),
        hips=-3, shoulders=2, head=7, turn=0.25, taken=SIDES,
    ),
    "surf": Pose(
        arms=(Limb(92, 80, over="behind"), Limb(-86, -100)), legs=(Limb(52, -14, toe=1), Limb(-40, -26, toe=0.9)),
        lean=8, head=-4, turn=0.6, bend=-0.04, wind=-40, taken=SIDES, face=("mouth-open",),
    ),
    "fish": Pose(
        arms=(Limb(44, 100, hand="fist", over="behind"), Limb(26, 92, hand="fist")),
        legs=(Limb(96, 50, toe=1, foot=24), Limb(118, 30, toe=1)),
        lean=-6, head=2, turn=0.75, bend=-0.04, wind=-30, prop="rod", taken=SIDES,
    ),
    "look": Pose(
        arms=(Limb(16, 14, over="behind"), Limb(-14, 8)), legs=(Limb(6, 1, toe=1), Limb(-6, -6, toe=0.8)),
        hips=-2, head=3, turn=0.85, bend=0.01, wind=-12,
    ),
    "talk": Pose(
        arms=(Limb(40, 104, over="behind"), Limb(-8, 40)), legs=(Limb(8, 1, toe=1), Limb(-8, -6, toe=0.8)),
        hips=-2, head=4, turn=0.8, bend=0.02, wind=-12, face=("mouth-open",),
    ),
    "jump": Pose(
        arms=(Limb(128, 152), Limb(-134, -160)),
        legs=(Limb(40, 4, toe=0.8, foot=-30), Limb(-26, -84, toe=-0.9, foot=-60)),
        hips=5, shoulders=-5, head=5, lift=76, wind=-4, face=("mouth-open",),
    ),
    "dance": Pose(
        arms=(Limb(112, 158), Limb(-62, 24)), legs=(Limb(-4, 2, toe=0.4), Limb(-44, 30, toe=-0.8, foot=-30)),
        hips=9, shoulders=-10, head=10, bend=-0.09, lean=-3, wind=20, face=("mouth-open",),
    ),
    "sleep": Pose(
        arms=(Limb(-98, -92, over="behind", long=(0.6, 0.6)), Limb(-66, -80)),
        legs=(Limb(-90, -91, toe=-0.2, foot=-80), Limb(-89, -90, toe=-0.2, foot=-80)),
        lean=88, head=66, turn=0.2, wind=-86, prop="bed", taken=SIDES, face=("eyes-closed",),
    ),
    "abed": Pose(
        arms=(Limb(-98, -92, over="behind", long=(0.6, 0.6)), Limb(-66, -80)),
        legs=(Limb(-90, -91, toe=-0.2, foot=-80), Limb(-89, -90, toe=-0.2, foot=-80)),
        lean=88, head=66, turn=0.2, wind=-86, lift=150, prop="bedstead", taken=SIDES, face=("eyes-closed",),
    ),
    "climb": Pose(
        arms=(Limb(150, 172, hand="fist", over="behind"), Limb(-128, 158, hand="fist")),
        legs=(Limb(62, -24, toe=1, foot=10), Limb(18, -20, toe=1, foot=-30)),
        lean=6, head=-14, turn=0.85, bend=0.03, lift=150, wind=-14, prop="cliff", taken=SIDES, face=("mouth-open",),
    ),
    "clamber": Pose(
        arms=(Limb(150, 172, hand="fist", over="behind"), Limb(-128, 158, hand="fist")),
        legs=(Limb(62, -24, toe=1, foot=10), Limb(18, -20, toe=1, foot=-30)),
        lean=6, head=-14, turn=0.85, bend=0.03, lift=150, wind=-14, taken=SIDES, face=("mouth-open",),
    ),
    "hugger": Pose(
        arms=(Limb(78, 104, over="behind", long=(0.5, 0.5)), Limb(62, 100)),
        legs=(Limb(7, -4, toe=0.9), Limb(-8, -10, toe=0.7)), lean=8, head=12, turn=0.75, taken=SIDES,
        face=("eyes-closed",),
    ),
    "kiss": Pose(
        arms=(Limb(78, 104, over="behind", long=(0.5, 0.5)), Limb(40, 104)),
        legs=(Limb(7, -4, toe=0.9), Limb(-8, -10, toe=0.7)), lean=9, head=6, turn=1.0, taken=SIDES,
        face=("eyes-closed", "mouth-neutral"), prop="heart",
    ),
    "kissed": Pose(
        arms=(Limb(78, 104, over="behind", long=(0.5, 0.5)), Limb(40, 104)),
        legs=(Limb(7, -4, toe=0.9), Limb(-8, -10, toe=0.7)), lean=9, head=6, turn=1.0, taken=SIDES,
        face=("eyes-closed", "mouth-neutral"),
    ),
    "lead": Pose(
        arms=(Limb(30, 22), Limb(-20, -4)), legs=(Limb(8, 2, toe=0.7), Limb(-8, -5, toe=-0.3)),
        hips=-3, shoulders=2, head=5, turn=0.2, taken=(LEFT,),
    ),
    "led": Pose(
        arms=(Limb(72, 112), Limb(-20, -4)), legs=(Limb(8, 2, toe=0.7), Limb(-8, -5, toe=-0.3)),
        hips=-3, shoulders=4, head=-6, turn=0.2, taken=(LEFT,),
    ),
    "cuddle": Pose(
        arms=(Limb(42, -66, hand="fist"), Limb(-42, 66, hand="fist")),
        legs=(Limb(4, 1, toe=0.35), Limb(-9, -5, toe=-0.7)), hips=-3, shoulders=2, head=8, prop="teddy", taken=SIDES,
        face=("eyes-closed",),
    ),
    "fiddle": Pose(
        arms=(Limb(62, 104, hand="fist"), Limb(-46, 66, hand="fist")),
        legs=(Limb(8, 2, toe=0.5), Limb(-9, -3, toe=-0.6)), hips=4, shoulders=4, head=12, turn=0.3, prop="violin",
        taken=SIDES,
    ),
    "wave": Pose(
        arms=(Limb(19, 6), Limb(-118, -166)), legs=(Limb(4, 1, toe=0.35), Limb(-9, -5, toe=-0.7)),
        hips=-4, shoulders=-5, head=-7, bend=-0.03, taken=(RIGHT,),
    ),
    "hold": Pose(
        arms=(Limb(34, 98), Limb(-20, -2)), legs=(Limb(4, 1, toe=0.5), Limb(-9, -5, toe=-0.5)),
        hips=-3, shoulders=3, head=5, turn=0.35, taken=(LEFT,),
    ),
    "armsup": Pose(
        arms=(Limb(132, 162), Limb(-132, -162)), legs=(Limb(13, 3, toe=0.5), Limb(-13, -3, toe=-0.5)),
        head=-3, hips=2, face=("mouth-open",),
    ),
    "kneel": Pose(
        arms=(Limb(52, 92, over="behind"), Limb(18, 66)),
        legs=(Limb(84, -2, toe=1), Limb(4, -106, toe=1, foot=-80)),
        lean=3, head=5, turn=0.8, wind=-16,
    ),
    "read": Pose(
        arms=(Limb(30, -64, long=(1, 0.36)), Limb(-30, 64, long=(1, 0.36))),
        legs=(Limb(4, 1, toe=0.35), Limb(-9, -5, toe=-0.7)),
        hips=-3, shoulders=2, head=4, prop="book", taken=SIDES,
    ),
    "ride": Pose(
        arms=(Limb(40, 82, hand="fist", over="behind"), Limb(34, 80, hand="fist")),
        legs=(Limb(58, 2, toe=1), Limb(58, 2, toe=1)),
        lean=3, head=3, turn=0.8, wind=-40, rest="seat", one_leg=True, taken=SIDES,
    ),
    "swim": Pose(
        arms=(Limb(96, 84, over="behind"), Limb(-146, 156)),
        legs=(Limb(-104, -96, toe=1, foot=-150), Limb(-74, -86, toe=1, foot=-140)),
        lean=70, head=26, turn=0.9, bend=-0.04, air=True, wind=-84, taken=SIDES, face=("mouth-open",),
    ),
    "fly": Pose(
        arms=(Limb(116, 106, hand="fist", over="behind", long=(1.2, 1.3)), Limb(-42, -72, hand="fist")),
        legs=(Limb(-80, -88, toe=1, foot=-140), Limb(-64, -122, toe=1, foot=-170)),
        lean=66, head=16, turn=0.9, bend=-0.06, air=True, wind=-104, grip=70,
    ),
    "cook": Pose(
        arms=(Limb(30, 84, hand="fist"), Limb(-34, -140, hand="fist")),
        legs=(Limb(4, 1, toe=0.5), Limb(-9, -5, toe=-0.6)), hips=-3, shoulders=-3, head=6, turn=0.3, prop="kitchen",
            taken=SIDES,
    ),
    "play": Pose(
        arms=(Limb(36, 112, hand="fist"), Limb(-30, 84, hand="fist", long=(1, 0.85))),
        legs=(Limb(8, 2, toe=0.5), Limb(-9, -3, toe=-0.6)), hips=4, shoulders=4, head=9, prop="guitar", taken=SIDES,
    ),
    "hug": Pose(
        arms=(Limb(70, 104, over="behind"), Limb(58, 92)),
        legs=(Limb(8, -4, toe=0.9), Limb(-8, -10, toe=0.7)), lean=6, head=10, turn=0.7, taken=SIDES,
            face=("eyes-closed",),
    ),
    "swing": Pose(
        arms=(Limb(20, 160, hand="fist", over="behind"), Limb(24, 142, hand="fist")),
        legs=(Limb(84, 52, toe=1, foot=24), Limb(88, 60, toe=1, foot=28)),
        lean=-12, head=-4, turn=0.75, wind=-50, lift=60, prop="swing", taken=SIDES, face=("mouth-open",),
    ),
    "kick": Pose(
        arms=(Limb(58, 84, over="behind"), Limb(-58, -30)),
        legs=(Limb(-6, -16, toe=1), Limb(66, 82, toe=1, foot=44)),
        lean=-14, head=-2, turn=0.85, bend=-0.05, wind=-20, face=("mouth-open",),
    ),
    "kickball": Pose(
        arms=(Limb(58, 84, over="behind"), Limb(-58, -30)),
        legs=(Limb(-6, -16, toe=1), Limb(66, 82, toe=1, foot=44)),
        lean=-14, head=-2, turn=0.85, bend=-0.05, wind=-20, face=("mouth-open",),
        prop="kicked",
    ),
    "throw": Pose(
        arms=(Limb(84, 94, over="behind"), Limb(-104, -178, hand="fist")),
        legs=(Limb(-18, -30, toe=1, foot=-14), Limb(34, 8, toe=1)),
        lean=-10, head=2, turn=0.8, bend=-0.06, wind=-16, taken=SIDES,
    ),
    "throwball": Pose(
        arms=(Limb(84, 94, over="behind"), Limb(-104, -178, hand="fist")),
        legs=(Limb(-18, -30, toe=1, foot=-14), Limb(34, 8, toe=1)),
        lean=-10, head=2, turn=0.8, bend=-0.06, wind=-16, taken=SIDES,
        prop="thrown",
    ),
    "push": Pose(
        arms=(Limb(68, 92, over="behind"), Limb(58, 90)),
        legs=(Limb(40, -8, toe=1), Limb(-24, -42, toe=1, foot=-26)),
        lean=22, head=12, turn=0.9, wind=-14, taken=SIDES,
    ),
    "bat": Pose(
        arms=(Limb(-14, -112, hand="fist"), Limb(-62, -150, hand="fist", long=(1, 0.5))),
        legs=(Limb(20, 4, toe=0.9), Limb(-20, -8, toe=0.5)),
        lean=-4, head=8, turn=0.6, grip=24, prop="bat", taken=SIDES,
    ),
    "point": Pose(
        arms=(Limb(76, 94, hand="point"), Limb(-36, 46)), legs=(Limb(4, 1, toe=0.5), Limb(-9, -5, toe=-0.5)),
        hips=-4, shoulders=4, head=6, turn=0.4, taken=(LEFT,),
    ),
    "think": Pose(
        arms=(Limb(20, -92), Limb(-30, 136, over="face", long=(0.8, 1.15))),
        legs=(Limb(4, 1, toe=0.5), Limb(-9, -5, toe=-0.5)),
        hips=-4, shoulders=2, head=-6, turn=0.2, taken=SIDES,
    ),
    "proud": Pose(
        arms=(Limb(52, -50, hand="fist", over="behind"), Limb(-52, 50, hand="fist", over="behind")),
        legs=(Limb(13, 6, toe=0.5), Limb(-13, -6, toe=-0.5)), head=-4, hips=-2, wind=-14,
    ),
    "pray": Pose(
        arms=(Limb(26, -128), Limb(-26, 128)), legs=(Limb(3, 1, toe=0.3), Limb(-5, -3, toe=-0.5)),
        head=5, hips=-2, taken=SIDES, face=("eyes-closed",),
    ),
    "ballet": Pose(
        arms=(Limb(114, -172), Limb(-114, 172)),
        legs=(Limb(3, 1, toe=0.8), Limb(-64, 44, toe=-0.6, foot=-70)),
        hips=4, head=-6, bend=-0.03, taken=SIDES,
    ),
    "hip": Pose(
        arms=(Limb(20, 8), Limb(-50, 44, over="behind")), legs=(Limb(5, 2, toe=0.4), Limb(-12, -6, toe=-0.8)),
        hips=-6, shoulders=4, head=-5, bend=-0.03,
    ),
    "shy": Pose(
        arms=(Limb(30, -24, over="behind"), Limb(-30, 24, over="behind")),
        legs=(Limb(4, 1, toe=-0.2), Limb(-10, -2, toe=0.4)), hips=-5, shoulders=4, head=7, bend=0.02,
    ),
    "clasp": Pose(
        arms=(Limb(24, -62), Limb(-24, 62)), legs=(Limb(3, 1, toe=0.4), Limb(-6, -3, toe=-0.5)), hips=-2, head=4,
    ),
    "cane": Pose(
        arms=(Limb(30, 26, hand="fist"), Limb(-22, 4)), legs=(Limb(4, 1, toe=0.5), Limb(-9, -5, toe=-0.6)),
        hips=-3, shoulders=2, head=4, lean=2,
    ),
    "broom": Pose(
        arms=(Limb(38, 70, hand="fist", over="behind"), Limb(30, 64, hand="fist")),
        legs=(Limb(62, -40, toe=1, foot=-34), Limb(66, -62, toe=1, foot=-50)),
        lean=14, head=4, turn=0.85, air=True, wind=-60, prop="broom", taken=SIDES,
    ),
    "hover": Pose(
        arms=(Limb(44, 104), Limb(-40, -70)), legs=(Limb(6, -24, toe=0.5, foot=-46), Limb(-2, -62, toe=0.5, foot=-70)),
        lean=4, shoulders=-4, hips=4, head=5, air=True, wind=-24, bend=0.03,
    ),
    "lotus": Pose(
        arms=(Limb(30, 20), Limb(-30, -20)),
        legs=(Limb(78, -82, toe=-0.8, foot=-4), Limb(-78, 86, toe=0.8, foot=-4)), lap=True, face=("eyes-closed",),
            taken=SIDES,
    ),
    "lounge": Pose(
        arms=(Limb(30, 62, over="behind"), Limb(-40, -16)),
        legs=(Limb(82, 87, toe=1), Limb(86, 88, toe=1)), lean=-14, head=-2, turn=0.6, bend=-0.05, wind=-30,
    ),
    "toddle": Pose(
        arms=(Limb(70, 108), Limb(-82, -112)), legs=(Limb(14, 2, toe=0.6), Limb(-22, -34, toe=-0.7, foot=-14)),
        hips=7, shoulders=-6, head=7, face=("mouth-open",),
    ),
    "crawl": Pose(
        arms=(Limb(16, 6, over="behind"), Limb(-14, 2)),
        legs=(Limb(22, -92, toe=0.9, foot=-90), Limb(-16, -96, toe=0.9, foot=-90)),
        lean=58, head=14, turn=0.6, wind=-70, taken=SIDES,
    ),
    "plop": Pose(
        arms=(Limb(26, -10), Limb(-58, -96)),
        legs=(Limb(70, 52, toe=0.5, long=(0.85, 0.8)), Limb(-70, -52, toe=-0.5, long=(0.85, 0.8))),
        head=5, hips=-2, lap=True,
    ),
    "open": Pose(
        arms=(Limb(40, 24), Limb(-42, -22)), legs=(Limb(6, 2, toe=0.4), Limb(-10, -4, toe=-0.6)),
        hips=-4, shoulders=4, head=-6, bend=0.02,
    ),
}  # fmt: skip
