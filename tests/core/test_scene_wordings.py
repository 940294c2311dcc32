"""Wordings that strangers use, by kind, and the scenes that they mean."""

from __future__ import annotations

import pytest
from scene_cases import told

from core.scene.reader import read_scene

SENTENCES = [
    ("a wizard & a tiny tiger waving", "wizard ! waving; [tiny] tiger ! waving"),
    ("a robot with a yellow cape during sunset", "robot; (yellow) cape @ on the robot | details: during sunset"),
    ("a chef that wears a pink dress and that holds a flag", "chef; (pink) dress @ on the chef; flag @ held by the chef"),
    ("a dog that is wearing a hat is laughing", "dog ! laughing; hat @ on the dog"),
    ("an old man riding a dragon and an owl next to him", "old man ! riding; dragon @ ridden by the old man; owl @ next to the old man"),
    ("a mouse and a duckling next to it", "mouse; duckling @ next to the mouse"),
    ("a monkey standing right next to a lamp", "monkey @ next to the lamp ! standing; lamp"),
    ("an owl waving at the park", "owl ! waving | background: park"),
    ("a fox in a pair of red boots", "fox; (red) boots @ on the fox"),
]  # fmt: skip
SURROUNDINGS = [
    ("a frog by a tree late at night", "frog @ by the tree; tree | details: late at night"),
    ("a hat on a chair while it is snowing", "hat @ on the chair; chair | details: in the snow"),
    ("a monkey at the crack of dawn", "monkey | details: at the crack of dawn"),
    ("a knight on the surface of the moon", "knight | background: on the surface of the moon"),
    ("On the moon, a bear", "bear | background: on the moon"),
]  # fmt: skip
STYLES = [
    ("a hedgehog in Van Gogh style", "hedgehog | style: Van Gogh"),
    ("a hedgehog in the style of watercolor.", "hedgehog | style: watercolor"),
    ("pencil sketch: four astronauts", "4 astronauts | style: pencil sketch"),
    ("a wizard carrying an apple, on top of a sofa", "wizard @ on top of the sofa; apple @ held by the wizard; sofa"),
]  # fmt: skip
DEEDS = [
    ("a hedgehog reading right next to a lamp", "hedgehog @ next to the lamp ! reading; lamp"),
    ("a pirate wearing a crown reading next to a tree", "pirate @ next to the tree ! reading; crown @ on the pirate; tree"),
    ("a sign reading keep out", "[says: keep out] sign"),
    ("an elf hiding a coin in a tree", "elf ! hiding; coin @ in the tree; tree"),
    ("a woman cooking rice in a pot on a stove", "woman ! cooking; rice @ in the pot; pot @ on the stove; stove"),
    ("a boy holding eggs in a basket", "boy; eggs @ in the basket; basket @ held by the boy"),
    ("a goat chasing a farmer on a tractor", "goat ! chasing; farmer @ on the tractor; tractor"),
    ('a monk writing "Be kind" on a wall', "monk ! writing; [says: Be kind] wall @ next to the monk"),
    ("a boy drawing on a blackboard", "boy @ next to the blackboard ! drawing; blackboard"),
    ("a girl blowing out a candle while her parents clap", "girl ! blowing out; candle @ next to the girl; parents ! clapping"),
    ("a nun with a black hat and a balloon", "nun; (black) hat @ on the nun; balloon @ held by the nun"),
    ("two foxes fighting over a bone", "2 foxes @ next to the bone ! fighting; bone"),
    ("a nun teaching a girl to ride a pony", "nun ! teaching; girl @ next to the nun ! riding; pony @ ridden by the girl"),
    ("a man running to catch a bus with a suitcase", "man ! running and catching; bus @ next to the man; suitcase @ held by the man"),
    ("an elf giving a rose to a nun on a bench", "elf ! giving; rose @ next to the elf; nun @ on the bench; bench"),
    ("a frog wearing a fez riding a scooter", "frog ! riding; fez @ on the frog; scooter @ ridden by the frog"),
    ("a hut on a hill under a sky full of stars", "hut | background: on a hill | details: under a sky full of stars"),
    ("a moth landing on a hat", "moth @ on the hat ! landing; hat"),
    ("a nun with braids", "nun; braids @ on the nun"),
    ("an elf spraying paint on a troll", "elf @ next to the troll ! spraying paint; troll"),
    ("a cat on a sofa, snow outside the window", "cat @ on the sofa; sofa | background: room | details: snow"),
]  # fmt: skip

CHATTER = [
    ("cat in space lol", "cat | background: space"),
    ("can u draw a panda doing kung fu pls", "panda ! doing kung fu"),
    ("the cutest hamster you've ever seen holding a seed", "[cutest] hamster; seed @ held by the hamster"),
    ("two cats, one black and one white, sitting on a fence", "(black) cat @ on the fence ! sitting; (white) cat @ on the fence ! sitting; fence"),
    ("a scarecrow with a crow on each shoulder", "scarecrow; crow @ on the scarecrow's shoulder"),
    ("my dog as an astronaut floating in space", "[as an astronaut] dog ! floating | background: space"),
    ("2 raccoons dancing on a trash can at 3am", "2 raccoons @ on the trash can ! dancing; trash can | details: at 3am"),
    ("a bear on a lake surrounded by pine trees in autumn", "bear | background: on a lake surrounded by pine trees | details: in autumn"),
    ("a capybara in a hot spring", "capybara @ in the hot spring; hot spring"),
    ("a lighthouse on a rocky coast and a ship in the distance", "lighthouse; ship @ in the distance | background: on a rocky coast"),
    ("I saw a cat in the garden", "cat | background: garden"),
    ("the whale that we met yesterday", "whale"),
    ("a cat that saw a mouse", "cat ! seeing; mouse @ next to the cat"),
    ("a sun with sunglasses", "sun; sunglasses @ on the sun"),
    ("a cat in the sun with a hat", "cat; hat @ on the cat | details: in the sun"),
    ("a man with a saw", "man; saw @ held by the man"),
    ("five ducks in a row", "5 [in a row] ducks"),
]  # fmt: skip

MORE = [
    ("a group of six colorful balloons", "6 [colorful] balloons"),
    ("a cat that's wearing a hat", "cat; hat @ on the cat"),
    ("a black dog with white paws", "(black) dog; (white) paws @ on the dog"),
    ("an astronaut on the moon with a castle in the background", "astronaut; castle @ in the background | background: on the moon"),
    ("a girl with red hair and a green dress holding a cat", "girl; (red) hair @ on the girl; (green) dress @ on the girl; cat @ held by the girl"),
    ("a knight on a white horse fights a dragon", "knight @ on the horse ! fighting; (white) horse; dragon @ next to the knight"),
    ("a tiger resting in the shade of a tree", "tiger @ under the tree ! resting; tree"),
    ("an elephant eating with its trunk", "elephant ! eating with its trunk"),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "scene"), [*SENTENCES, *SURROUNDINGS, *STYLES, *DEEDS, *CHATTER, *MORE])
def test_a_wording_is_read_as_it_is_meant(prompt: str, scene: str) -> None:
    assert told(read_scene(prompt)) == scene
