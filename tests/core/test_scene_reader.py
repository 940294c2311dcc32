"""Prompts become scenes, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scene_cases import told

from core.prompt import prompt_of
from core.scene.model import Scene, Subject
from core.scene.reader import read_scene, read_subject
from core.styles import STYLES, THINGS, style_id


@pytest.mark.parametrize(
    ("phrase", "subject"),
    [
        ("three fluffy white cats", Subject(noun="cats", color="white", attributes=("fluffy",), count=3)),
        ("red hat", Subject(noun="hat", color="red")),
        ("a quokka", Subject(noun="quokka")),
        ("三只可爱的白猫", Subject(noun="猫", color="white", attributes=("可爱",), count=3)),
        ("一顶红色的帽子", Subject(noun="帽子", color="red")),
    ],
)
def test_a_noun_phrase_is_a_subject(phrase: str, subject: Subject) -> None:
    assert read_subject(phrase) == subject


def nouns(scene: Scene) -> list[str]:
    return [one.noun for one in scene.subjects]


def test_a_whole_prompt_in_english() -> None:
    scene = read_scene("a cute cat at the beach in watercolor style, at night, wearing sunglasses")
    assert nouns(scene) == ["cat", "sunglasses"]
    assert scene.subjects[0].attributes == ("cute",)
    assert scene.subjects[1].place == "on the cat"
    assert (scene.background, style_id(scene.style or ""), scene.details) == ("beach", "watercolor", ("at night",))


def test_a_whole_prompt_in_chinese() -> None:
    scene = read_scene("水彩风格，海边的一只可爱的猫，戴着墨镜")
    assert nouns(scene) == ["猫", "墨镜"]
    assert scene.subjects[0].attributes == ("可爱",)
    assert scene.subjects[1].place == "猫身上"
    assert (scene.background, style_id(scene.style or "")) == ("海边", "watercolor")


@pytest.mark.parametrize(
    ("prompt", "found", "background"),
    [
        ("two kids and a dog in a park", ["kids", "dog"], "park"),
        ("an octopus playing drums under the sea", ["octopus"], "under the sea"),
        ("a zorble next to a flumph", ["zorble"], None),
        ("一只小狗和一只小猫在花园里", ["小狗", "小猫"], "花园里"),
    ],
)
def test_things_and_settings(prompt: str, found: list[str], background: str | None) -> None:
    scene = read_scene(prompt)
    assert nouns(scene)[: len(found)] == found
    assert scene.background == background


def test_weather_and_time_are_details() -> None:
    assert read_scene("a house at night in the rain").details == ("at night", "in the rain")


def test_a_poem_does_not_blow_up() -> None:
    scene = read_scene("O wandering moon, pale lantern of the deep and sleepless sky, " * 200)
    assert 0 < len(scene.subjects) <= 12
    assert len(scene.details) <= 60


@pytest.mark.parametrize(
    "thing", ["a pair of scissors", "a bunch of keys", "a bunch of grapes", "a pair of boots", "paint can", "see saw"]
)
def test_what_has_a_name_as_a_whole_is_one_thing(thing: str) -> None:
    assert [subject.count for subject in read_scene(f"{thing} on a table").subjects] == [1, 1]


def test_a_palette_by_itself_is_a_thing_and_a_described_one_is_of_the_picture() -> None:
    held = read_scene("a girl holding a palette")
    assert ([subject.noun for subject in held.subjects], held.palette) == (["girl", "palette"], None)
    assert [subject.noun for subject in read_scene("a paint palette").subjects] == ["paint palette"]
    assert read_scene("a cat, muted palette").palette == "muted palette"


def test_nothing_said_is_an_empty_scene() -> None:
    assert read_scene("").is_empty
    assert read_scene(" \n\t").is_empty


PROMPTS = [
    ("2 kids building a snowman in front of a red barn", "2 kids @ in front of the barn ! building; snowman @ next to the kids; (red) barn"),
    ("a bear cub riding a bicycle next to a dog looking at the moon", "bear cub @ next to the dog ! riding; bicycle @ ridden by the bear cub; dog ! looking at the moon | details: moon"),
    ("a cat in a basket", "cat @ in the basket; basket"),
    ("a girl riding a red bicycle next to a dog, in the park, watercolor style", "girl @ next to the dog ! riding; (red) bicycle @ ridden by the girl; dog | background: park | style: watercolor"),
    ("a cute cat at the beach in watercolor style, at night, wearing sunglasses", "[cute] cat; sunglasses @ on the cat | background: beach | details: at night | style: watercolor"),
    ("a cat and a dog on a bench", "cat @ on the bench; dog @ on the bench; bench"),
    ("a cat and a dog dancing", "cat ! dancing; dog ! dancing"),
    ("a fluffy cat sleeping on the sofa", "[fluffy] cat @ on the sofa ! sleeping; sofa"),
    ("a man holding a red umbrella in the rain", "man; (red) umbrella @ held by the man | details: in the rain"),
    ("a boy playing guitar under a tree", "boy @ under the tree ! playing guitar; tree"),
    ("a dog chasing a ball in the park", "dog ! chasing; ball @ next to the dog | background: park"),
    ("a girl looking at a big red balloon", "girl ! looking at the balloon; (red) [big] balloon"),
    ("a sign that says OPEN", "[says: OPEN] sign"),
    ("a mug with the text 'Hello'", "[says: Hello] mug"),
    ("a knight in armor fighting a green dragon, castle in the background", "knight ! fighting; armor @ on the knight; (green) dragon @ next to the knight; castle @ in the background"),
    ("a house with a blue roof and a yellow door in a field", "house; (blue) roof @ on the house; (yellow) door @ on the house | background: field"),
    ("a cat with a hat and a scarf", "cat; hat @ on the cat; scarf @ on the cat"),
    ("a dog in a red car on a bridge", "dog @ in the car; (red) car @ on the bridge; bridge"),
    ("a bird on the man's shoulder", "bird @ on the man's shoulder; man"),
    ("a girl with a bird on her shoulder", "girl; bird @ on the girl's shoulder"),
    ("a cat on the left and a dog on the right", "cat @ on the left; dog @ on the right"),
    ("a beach without people", "background: beach | without: people"),
    ("a street with no cars, at night", "background: street | details: at night | without: cars"),
    ("a portrait of an old woman with glasses", "old woman; glasses @ on the old woman | shot: portrait"),
    ("close-up of a frog on a leaf", "frog @ on the leaf; leaf | shot: close-up"),
    ("a lighthouse on a cliff at sunset", "lighthouse | background: on a cliff | details: at sunset"),
    ("the moon", "moon"),
    ("a full moon over a calm lake", "background: over a calm lake | details: full moon"),
    ("a cozy kitchen with a cat sleeping on a chair", "cat @ on the chair ! sleeping; chair | background: cozy kitchen"),
    ("a basket of apples on a wooden table", "basket @ on the table; apples @ in the basket; [wooden] table"),
    ("an astronaut riding a horse on mars", "astronaut ! riding; horse @ ridden by the astronaut | background: on mars"),
    ("a robot and a child playing with a ball", "robot ! playing with; child ! playing with; ball @ next to the robot and the child"),
    ("two foxes kissing under the stars", "2 foxes ! kissing | details: under the stars"),
    ("a woman with long brown hair reading a book in a library", "woman ! reading; (brown) [long] hair @ on the woman; book @ held by the woman | background: library"),
    ("a dragon flying over a castle", "dragon @ over the castle ! flying; castle"),
    ("a black and white cat on a piano", "(black and white) cat @ on the piano; piano"),
    ("a big, friendly dog", "[big] [friendly] dog"),
    ("a red and a blue balloon", "(red) balloon; (blue) balloon"),
    ("a table with apples, bananas and grapes", "table; apples @ on the table; bananas @ on the table; grapes @ on the table"),
    ("a panda eating bamboo in a forest, anime style", "panda ! eating; bamboo @ held by the panda | background: forest | style: anime"),
    ("a boy walking a dog along the beach at sunset", "boy ! walking; dog @ next to the boy | background: along the beach | details: at sunset"),
    ("a fish jumping out of the water", "fish ! jumping out of the water | background: water"),
    ("a house with a red door and a garden", "house; (red) door @ on the house | background: garden"),
    ("a dog runs through the forest", "dog ! running | background: through the forest"),
    ("a witch flying on a broomstick, full moon", "witch ! flying on; broomstick @ ridden by the witch | details: full moon"),
    ("a snowman wearing a top hat, in a snowy garden", "snowman; top hat @ on the snowman | background: snowy garden"),
    ("a teddy bear sitting on a bed next to a lamp", "teddy bear @ on the bed ! sitting; bed @ next to the lamp; lamp"),
    ("a cat wearing sunglasses and a red hat, sitting on a bench", "cat @ on the bench ! sitting; sunglasses @ on the cat; (red) hat @ on the cat; bench"),
    ("under a big tree, a rabbit is reading a newspaper", "[big] tree; rabbit @ under the tree ! reading; newspaper @ held by the rabbit"),
    ("there are two dogs in a boat on the lake", "2 dogs @ in the boat; boat | background: on the lake"),
    ("a bear that drinks tea", "bear ! drinking; tea @ held by the bear"),
    ("a man with a dog running", "man; dog @ next to the man ! running"),
    ("a fox holding a lantern and an umbrella", "fox; lantern @ held by the fox; umbrella @ held by the fox"),
    ("a pirate ship on a stormy sea", "pirate ship | background: on a stormy sea"),
    ("a cup of coffee on a windowsill, rainy day outside", "cup of coffee @ on the windowsill; windowsill | details: rainy day"),
    ("a girl with a bird on her shoulder", "girl; bird @ on the girl's shoulder"),
    ("a dog with a ball in its mouth", "dog; ball @ in the dog's mouth"),
    ("a man reading a newspaper while a cat sleeps next to him", "man ! reading; newspaper @ held by the man; cat @ next to the man ! sleeping"),
    ("a bus stop, very careful", "[careful] bus stop"),
    ("a bridge that is afraid of water", "[afraid of water] bridge"),
    ("a cat that is black and has green eyes", "(black) cat; (green) eyes @ on the cat"),
    ("a greenhouse full of orchids", "background: greenhouse full of orchids"),
    ("a library with a glass roof", "background: library with a glass roof"),
    ("three cats, two dogs and a bird sitting on a fence", "3 cats @ on the fence ! sitting; 2 dogs @ on the fence ! sitting; bird @ on the fence ! sitting; fence"),
    ("a horse galloping through a field of sunflowers at dawn", "horse ! galloping | background: through a field of sunflowers | details: at dawn"),
    ("a boy flying a kite on a hill", "boy ! flying; kite @ held by the boy | background: on a hill"),
    ("a chef cooking in a busy kitchen, warm light", "chef ! cooking | background: busy kitchen | details: warm light"),
    ("a fish swimming in a fishbowl on a table", "fish @ in the fishbowl ! swimming; fishbowl @ on the table; table"),
    ("a monkey hanging from a tree", "monkey @ from the tree ! hanging; tree"),
    ("a rabbit hiding behind a bush", "rabbit @ behind the bush ! hiding; bush"),
    ("an old man feeding pigeons in the park", "old man ! feeding; pigeons @ next to the old man | background: park"),
    ("a princess in a pink dress standing in front of a castle", "princess @ in front of the castle ! standing; (pink) dress @ on the princess; castle"),
    ("a panda sitting between a lamp and a chair", "panda @ between the lamp and the chair ! sitting; lamp; chair"),
    ("a cat looking out of the window", "cat @ out of the window ! looking; window"),
    ("a cat lying on its back", "cat ! lying on its back"),
    ("a tiger in a jungle, close-up, dramatic lighting", "tiger | background: jungle | details: dramatic lighting | shot: close-up"),
    ("a young couple holding hands under an umbrella", "[young] couple @ under the umbrella ! holding hands; umbrella"),
    ("penguins sliding on ice", "penguins @ on the ice ! sliding; ice"),
    ("a pirate with a parrot on his shoulder and a treasure chest", "pirate; parrot @ on the pirate's shoulder; treasure chest @ held by the pirate"),
    ("a red car parked in front of a blue house", "(red) car @ in front of the house ! parked; (blue) house"),
    ("a superhero flying over the city", "superhero ! flying | background: over the city"),
    ("a family of ducks crossing the road", "4 ducks ! crossing the road | background: road"),
    ("a cow jumping over the moon", "cow ! jumping | details: over the moon"),
    ("a squirrel holding an acorn, autumn forest background", "squirrel; acorn @ held by the squirrel | background: autumn forest"),
    ("a girl in a yellow raincoat jumping in puddles", "girl ! jumping; (yellow) raincoat @ on the girl | background: puddles"),
    ("a mouse wearing a crown sitting on a piece of cheese", "mouse @ on the piece of cheese ! sitting; crown @ on the mouse; piece of cheese"),
    ("a bottle with a ship inside", "bottle; ship @ in the bottle"),
    ("a cat", "cat"),
    ("three fluffy white cats", "3 (white) [fluffy] cats"),
    ("a cat on the left, a dog in the middle and a fox on the right", "cat @ on the left; dog @ in the middle; fox @ on the right"),
    ("a happy robot with a red heart on its chest", "[happy] robot; (red) heart @ on the robot's chest"),
    ("a woman in a blue dress and a man in a black suit dancing", "woman; (blue) dress @ on the woman; man ! dancing; (black) suit @ on the man"),
    ("a turtle swimming under the sea", "turtle ! swimming | background: under the sea"),
    ("a frog sitting on a lily pad, pixel art", "frog @ on the lily pad ! sitting; lily pad | style: pixel art"),
    ("a big elephant next to a tiny mouse", "[big] elephant @ next to the mouse; [tiny] mouse"),
    ("a cat behind a curtain", "cat @ behind the curtain; curtain"),
    ("an owl on a branch at night, full moon, mysterious mood", "owl @ on the branch; branch | details: at night, full moon | mood: mysterious mood"),
    ("a lion with a crown sitting on a throne", "lion @ on the throne ! sitting; crown @ on the lion; throne"),
    ("a child feeding a giraffe at the zoo", "child ! feeding; giraffe @ next to the child | background: zoo"),
    ("a bowl of soup and a glass of wine on a table", "bowl of soup @ on the table; glass of wine @ on the table; table"),
    ("a polar bear on an ice floe, northern lights", "polar bear @ on the ice floe; ice floe | details: northern lights"),
    ("a dog wearing a blue scarf and a hat", "dog; (blue) scarf @ on the dog; hat @ on the dog"),
    ("a fox reading a book by candlelight", "fox ! reading; book @ held by the fox | details: by candlelight"),
    ("a boy and his dog walking in the rain", "boy ! walking; dog ! walking | details: in the rain"),
    ("two elephants playing football", "2 elephants ! playing football"),
    ("a shop with a sign that says \"Fresh Bread\", in autumn", "shop; [says: Fresh Bread] sign @ on the shop | details: in autumn"),
    ("a wooden sign reading KEEP OUT next to a gate", "[wooden] [says: KEEP OUT] sign @ next to the gate; gate"),
    ("a man pushing a red wheelbarrow full of pumpkins", "man ! pushing; (red) wheelbarrow @ next to the man; pumpkins @ in the wheelbarrow"),
    ("a cat with blue eyes", "cat; (blue) eyes @ on the cat"),
    ("an octopus playing the drums", "octopus ! playing the drums"),
    ("a rabbit playing a tiny violin in a meadow", "rabbit ! playing the violin; [tiny] violin @ held by the rabbit | background: meadow"),
    ("a knight riding a white horse through a dark forest, oil painting", "knight ! riding; (white) horse @ ridden by the knight | background: through a dark forest | style: oil painting"),
    ("a girl hugging a teddy bear on a bed", "girl @ on the bed ! hugging; teddy bear @ next to the girl; bed"),
    ("a penguin on skis", "penguin @ on the skis; skis"),
    ("a bear without a hat, no trees", "bear | without: hat, trees"),
    ("a quiet lake surrounded by mountains", "background: quiet lake surrounded by mountains"),
    ("a castle surrounded by roses", "castle; roses @ around the castle"),
    ("a bee flying above a sunflower", "bee @ above the sunflower ! flying; sunflower"),
    ("dogs playing in the snow", "dogs ! playing | details: in the snow"),
    ("a swan and a duck on a pond, soft morning light, pastel colors", "swan; duck | background: on a pond | details: soft morning light | palette: pastel colors"),
    ("a kangaroo with a joey in its pouch", "kangaroo; joey @ in the kangaroo's pouch"),
    ("a hot air balloon above a village", "hot air balloon | background: above a village"),
    ("a cow in a field next to a windmill", "cow @ next to the windmill; windmill | background: field"),
    ("a train crossing a bridge over a river", "train @ on the bridge ! crossing; bridge | background: over a river"),
    ("a chef holding a pizza and wearing a white hat", "chef; pizza @ held by the chef; (white) hat @ on the chef"),
    ("a mermaid sitting on a rock, combing her hair", "mermaid @ on the rock ! sitting and combing her hair; rock"),
    ("a spooky haunted house on a hill, wide shot", "[spooky] [haunted] house | background: on a hill | shot: wide shot"),
    ("an alien drinking coffee in a diner", "alien ! drinking; coffee @ held by the alien | background: diner"),
    ("people walking in a busy street in Tokyo at night", "people ! walking | background: busy street in Tokyo | details: at night"),
    ("a unicorn jumping over a rainbow", "unicorn @ over the rainbow ! jumping; rainbow"),
    ("a monkey eating a banana while riding a skateboard", "monkey ! eating and riding; banana @ held by the monkey; skateboard @ ridden by the monkey"),
    ("a cute hedgehog in a teacup, close-up, soft light", "[cute] hedgehog @ in the teacup; teacup | details: soft light | shot: close-up"),
    ("a scarecrow in a corn field with crows on its arms", "scarecrow; crows @ on the scarecrow's arms | background: corn field"),
    ("a jar of honey and a bee", "jar of honey; bee"),
    ("a red, white and blue flag", "(red and white and blue) flag"),
    ("a vintage car parked under a palm tree at sunset, retro style", "[vintage] car @ under the palm tree ! parked; palm tree | details: at sunset | style: retro"),
    ("a black cat sleeping next to a white cat", "(black) cat @ next to the white cat ! sleeping; (white) cat"),
    ("a tall man with a beard carrying a ladder", "[tall] man; beard @ on the man; ladder @ held by the man"),
    ("A Cat Wearing A Hat", "cat; hat @ on the cat"),
    ("a giant panda lying in a hammock between two trees", "giant panda @ in the hammock ! lying; hammock @ between the trees; 2 trees"),
    ("a squirrel in a tree, looking down", "squirrel @ in the tree ! looking down; tree"),
    ("a goldfish in a bowl on the windowsill", "goldfish @ in the bowl; bowl @ on the windowsill; windowsill"),
    ("a pianist playing a grand piano on a stage", "pianist ! playing the piano; [grand] piano @ next to the pianist | background: on a stage"),
    ("a girl blowing bubbles", "girl ! blowing; bubbles @ next to the girl"),
    ("a superhero cat flying over new york with a red cape", "superhero cat ! flying; (red) cape @ on the superhero cat | background: over new york"),
]  # fmt: skip
"""Prompts and every slot of their scenes, as `scene_cases.told` writes them."""


@pytest.mark.parametrize(("prompt", "scene"), PROMPTS)
def test_a_prompt_is_a_scene(prompt: str, scene: str) -> None:
    assert told(read_scene(prompt)) == scene


@pytest.mark.parametrize("prompt", [prompt for prompt, _ in PROMPTS])
def test_the_printed_prompt_is_read_as_the_same_prompt(prompt: str) -> None:
    printed = prompt_of(read_scene(prompt))
    assert prompt_of(read_scene(printed)) == printed


def test_the_text_on_a_thing_keeps_its_case() -> None:
    for prompt in ("a sign that says Keep OUT", 'a sign reading "Keep OUT"', "a sign with the words 'Keep OUT' on it"):
        assert read_scene(prompt).subjects[0].attributes == ("says: Keep OUT",)


def test_what_is_in_the_air_is_no_subject_unless_it_is_all_there_is() -> None:
    assert nouns(read_scene("the moon")) == ["moon"]
    assert nouns(read_scene("a wolf howling at the moon")) == ["wolf"]


_VOCABULARY = (
    "a the two red big cat dog girl hat ball tree house moon beach forest night rain on in under next to with without and , . "
    "riding holding wearing looking at sleeping runs that says OPEN of is his her it while anime style close-up by from"
)
WORDS = st.sampled_from(_VOCABULARY.split())


@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_any_order_of_words_is_a_scene_of_at_most_twelve(prompt: str) -> None:
    scene = read_scene(prompt)
    assert len(scene.subjects) <= 12
    assert all(one.noun and one.count >= 1 for one in scene.subjects)
    assert isinstance(prompt_of(scene), str)


@given(st.text(max_size=300))
def test_any_text_is_a_scene(prompt: str) -> None:
    scene = read_scene(prompt)
    assert len(scene.subjects) <= 12
    assert isinstance(prompt_of(scene), str)


@pytest.mark.parametrize("name", [name for style in STYLES for name in (*style.en, style.id) if name not in THINGS])
def test_a_style_is_read_from_its_name_alone(name: str) -> None:
    scene = read_scene(f"a cat on a sofa, {name}")
    assert style_id(scene.style or "") == style_id(name)
    assert [subject.noun for subject in scene.subjects] == ["cat", "sofa"]


@pytest.mark.parametrize(
    ("prompt", "style"),
    [
        ("a fox in the snow pixel art", "pixel art"), ("a low poly fox", "low poly"), ("an anime girl", "anime"),
        ("a stained glass window", None), ("a girl with a pencil", None), ("a cat, a pencil", None), ("a box of crayons", None),
        ("a teacher writing on the blackboard", None), ("a lamp made of jade", None),
    ],
)  # fmt: skip
def test_a_style_is_no_tool_and_no_stuff_of_a_thing(prompt: str, style: str | None) -> None:
    assert read_scene(prompt).style == style


def test_a_can_of_some_kind_is_a_thing() -> None:
    assert [one.noun for one in read_scene("a trash can and a watering can").subjects] == ["trash can", "watering can"]
    assert read_scene("a robot can see a cat").subjects[0].noun == "robot"


def test_an_english_prompt_with_a_chinese_text_on_a_sign_stays_english() -> None:
    (sign,) = read_scene("a red sign that says 欢迎光临").subjects
    assert (sign.noun, sign.color, sign.attributes) == ("sign", "red", ("says: 欢迎光临",))


@pytest.mark.parametrize(
    ("prompt", "colors"),
    [
        ("a girl in orange", ["orange"]), ("a knight in orange walking a dog", ["orange", None]),
        ("a girl in pink and a boy in green", ["pink", "green"]), ("a man and a woman in red", ["red", "red"]),
        ("a girl in orange and a boy in green", ["orange", "green"]), ("a worm in an orange", [None, None]),
    ],
)  # fmt: skip
def test_who_is_in_a_colour_wears_it_and_is_in_no_fruit(prompt: str, colors: list[str | None]) -> None:
    assert [one.color for one in read_scene(prompt).subjects] == colors
