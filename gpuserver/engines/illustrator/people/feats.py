"""Poses of sport, of the stage and of work, as tables of angles; `poses.py` has those of every day."""

from __future__ import annotations

from typing import Final

from gpuserver.engines.illustrator.people.rig import LEFT, SIDES, Limb, Pose

FEATS: Final[dict[str, Pose]] = {
    "superfly": Pose(
        arms=(Limb(128, 116, hand="fist", over="behind", long=(1.2, 1.2)),
              Limb(76, 90, hand="fist", over="face", long=(1.2, 1.3))),
        legs=(Limb(-80, -86, toe=1, foot=-140), Limb(-70, -98, toe=1, foot=-150)),
        lean=64, head=20, turn=0.85, bend=-0.05, air=True, wind=-96, prop="cape", taken=SIDES,
    ),
    "fight": Pose(
        arms=(Limb(104, 146, hand="fist"), Limb(-40, 40, hand="fist")),
        legs=(Limb(40, -4, toe=1), Limb(-28, -40, toe=1, foot=-20)),
        lean=10, head=2, turn=0.7, wind=-34, grip=28, face=("brow-angry", "mouth-neutral"),
    ),
    "box": Pose(
        arms=(Limb(82, 106, hand="fist", over="behind"), Limb(24, 128, hand="fist", long=(0.9, 0.8))),
        legs=(Limb(22, -4, toe=1), Limb(-20, -34, toe=1, foot=-16)),
        lean=8, head=4, turn=0.75, prop="gloves", taken=SIDES, face=("mouth-neutral", "brow-angry"),
    ),
    "kungfu": Pose(
        arms=(Limb(78, 100, over="behind"), Limb(-70, -112)),
        legs=(Limb(62, -10, toe=1), Limb(-52, -40, toe=-0.9)),
        lean=4, head=6, turn=0.6, wind=-20, taken=SIDES, face=("mouth-neutral",),
    ),
    "ski": Pose(
        arms=(Limb(44, 82, hand="fist", over="behind"), Limb(20, 78, hand="fist")),
        legs=(Limb(56, -26, toe=1), Limb(48, -30, toe=1)),
        lean=24, head=4, turn=0.85, wind=-70, lift=14, prop="skis", taken=SIDES, face=("mouth-open",),
    ),
    "skate": Pose(
        arms=(Limb(96, 84, over="behind"), Limb(-86, -74)),
        legs=(Limb(18, -6, toe=1), Limb(-44, -72, toe=1, foot=-56)),
        lean=16, head=-4, turn=0.8, bend=-0.04, wind=-60, lift=16, prop="skates", taken=SIDES, face=("mouth-open",),
    ),
    "ropeskip": Pose(
        arms=(Limb(40, 84, hand="fist"), Limb(-40, -84, hand="fist")),
        legs=(Limb(10, -12, toe=0.3, foot=-30), Limb(-10, 12, toe=-0.3, foot=-30)),
        lift=76, head=4, prop="rope", taken=SIDES, face=("mouth-open",),
    ),
    "lift": Pose(
        arms=(Limb(128, 176, hand="fist"), Limb(-128, -176, hand="fist")),
        legs=(Limb(22, 4, toe=0.6), Limb(-22, -4, toe=-0.6)),
        head=0, prop="barbell", taken=SIDES, face=("mouth-open",),
    ),
    "catch": Pose(
        arms=(Limb(86, 128, over="behind"), Limb(64, 122)),
        legs=(Limb(24, -6, toe=1), Limb(-16, -30, toe=1, foot=-14)),
        lean=-4, head=-6, turn=0.7, prop="caught", taken=SIDES, face=("mouth-open",),
    ),
    "crouch": Pose(
        arms=(Limb(58, 78, over="behind"), Limb(40, 84)),
        legs=(Limb(104, -46, toe=1), Limb(92, -58, toe=1, foot=-6)),
        lean=16, head=4, turn=0.75, wind=-10,
    ),
    "sing": Pose(
        arms=(Limb(34, -162, hand="fist", long=(0.95, 0.95)), Limb(-72, -112)),
        legs=(Limb(10, 2, toe=0.5), Limb(-12, -4, toe=-0.6)),
        hips=-4, shoulders=-3, head=7, prop="mic", taken=SIDES, face=("mouth-open",),
    ),
    "drum": Pose(
        arms=(Limb(52, 118, hand="fist"), Limb(-52, -112, hand="fist")),
        legs=(Limb(12, 4, toe=0.5), Limb(-12, -4, toe=-0.5)),
        head=5, prop="drumkit", taken=SIDES, face=("mouth-open",),
    ),
    "selfie": Pose(
        arms=(Limb(104, 132, hand="fist"), Limb(-56, -152)),
        legs=(Limb(6, 1, toe=0.4), Limb(-12, -6, toe=-0.7)),
        hips=-5, shoulders=4, head=9, prop="phone", taken=SIDES, face=("mouth-open",),
    ),
    "cry": Pose(
        arms=(Limb(44, -142, hand="fist", over="face", long=(0.8, 1.0)),
              Limb(-40, 100, hand="fist", long=(0.8, 0.5))),
        legs=(Limb(4, 1, toe=0.2), Limb(-6, -2, toe=-0.3)),
        head=8, bend=0.02, taken=SIDES, face=("mouth-sad", "brow-sad", "eyes-closed", "tear"),
    ),
    "write": Pose(
        arms=(Limb(36, 92, over="behind"), Limb(24, 90, hand="fist")),
        legs=(Limb(86, 6, toe=1), Limb(84, -10, toe=1)),
        lean=6, head=10, turn=0.6, prop="desk", taken=SIDES,
    ),
    "paint": Pose(
        arms=(Limb(66, 104, hand="fist"), Limb(-24, 70, hand="fist", long=(1, 0.7))),
        legs=(Limb(6, 1, toe=0.8), Limb(-8, -5, toe=-0.3)),
        hips=-3, shoulders=3, head=4, turn=0.5, prop="easel", taken=SIDES,
    ),
    "conduct": Pose(
        arms=(Limb(100, 140, hand="fist"), Limb(-96, -128)), legs=(Limb(6, 1, toe=0.4), Limb(-9, -5, toe=-0.7)),
        hips=-3, shoulders=3, head=4, prop="baton", taken=(LEFT,), face=("eyes-closed",),
    ),
}  # fmt: skip
