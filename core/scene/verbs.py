"""What subjects do, in English: verbs in all their forms, and what each means for its object."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

from core.lexicon import word_set
from core.scene.words import NOUN_INGS

Use = Literal["wear", "hold", "ride", "look", "handle", "play", "light", "go", "act"]
"""What a verb does with its object: it is worn, held, ridden, looked at, held while it is used, played, no thing at all
("having fun"), a place that is gone through, or next to the one that acts."""

_ALONE: Final = word_set("""
    run jog sprint gallop walk stroll march hike wander jump leap hop bounce skip dance sleep nap doze snooze rest relax
    sit stand lie lay lean kneel crouch squat swim dive float fly soar glide hover sing yell shout scream howl bark meow roar
    purr wave smile grin laugh giggle cry weep frown wink blink yawn think dream daydream meditate pray perform skate ski
    snowboard surf sail fish camp bow curtsy cheer celebrate stretch exercise work talk chat gossip whisper listen
    hang dangle swing rock spin twirl roll slide fall stumble trip crawl creep sneak hide peek peer gaze stare look glance point
    wait pose stargaze sunbathe picnic shop travel play race compete fight wrestle box spar graze perch nest curl
    cuddle snuggle hug kiss hold knit sew cook bake paint draw write read study eat drink munch nibble graze chew
    juggle bloom grow burn melt glow shine sparkle rise set drift hibernate slither swarm trot prance rear pounce flee
    hunt argue shiver tremble sneeze bathe shower wash surf whistle type text cycle bike drive row paddle
    kayak garden dig rap skateboard moonwalk breakdance rollerskate duel joust beg stalk snore splash emerge stroll
    sneak tiptoe gallivant land crash explode erupt flow frolic gather queue huddle parachute skydive levitate somersault
    cartwheel applaud clap breathe swoop flap flutter buzz sip sniff
""")
_ON_OBJECTS: Final = word_set("""
    chase catch build make kick throw toss push pull lift carry hold clutch grasp grip wear ride drive fly pilot sail row steer
    paddle hug embrace kiss cuddle pet stroke pat feed water plant pick harvest breathe eat drink lick bite chew munch nibble sip
    taste cook bake fry grill stir pour serve cut slice chop peel read write draw paint sketch photograph film watch
    admire observe face examine inspect study repair fix clean wash wipe sweep mop iron fold hang open climb cross
     explore hunt follow lead guide walk groom brush comb play strum blow juggle balance
    bounce spin swing wave raise hoist fight attack defend slay battle rescue save help teach tickle wake tuck lick
    knit sew weave carve sculpt forge decorate wrap unwrap open give offer receive deliver sell buy steal
    guard protect surround circle smell sniff touch poke squeeze shake cradle rock carry load unload drag tow pack
    have do take get tell surf skate ride solve fold celebrate enjoy drop crush smash break dig chop fish
    tend milk shear herd visit enter leave meet greet marry escort squeeze hatch spray splash swallow guard launch toast
    catch fetch retrieve stalk grab snatch nuzzle bathe polish measure sniff operate use smoke
""")
_IRREGULAR: Final = {"lie": "lying", "tie": "tying", "die": "dying", "ski": "skiing", "queue": "queueing"}
_DOUBLE: Final = word_set("""
    run jog hop skip nap sit swim dig hug pet pat cut chop spin grab stir plan beg slip trip hit shop hum rap clap
    flap drag wrap unwrap step strum mop snap wag win drop get chat spar scrub tip tap knit swap grin skip rub sip
    put let
""")
_WEAR: Final = word_set("wear sport don")
_HOLD: Final = word_set("hold carry clutch grasp grip raise lift hoist cradle balance")
_RIDE: Final = word_set("ride drive pilot sail row steer paddle fly")
_LOOK: Final = word_set("watch admire observe face photograph film examine inspect look stare gaze")
_HANDLE: Final = word_set("""
    read eat drink lick nibble munch sip taste chew write knit wave swing throw toss juggle bounce spin sew brush
    type bite play strum offer deliver receive unwrap fetch peel fold use smoke steal grab snatch retrieve
""")
_LIGHT: Final = word_set("have breathe do take get tell celebrate enjoy")
_GO: Final = word_set("climb cross explore surf visit enter leave skate hike roam")
_USES: Final[tuple[tuple[Use, frozenset[str]], ...]] = (
    ("wear", _WEAR), ("hold", _HOLD), ("ride", _RIDE), ("look", _LOOK), ("handle", _HANDLE), ("light", _LIGHT), ("go", _GO),
)  # fmt: skip
_COMPANY: Final = word_set("play dance talk fight wrestle race chat cuddle snuggle box spar argue duel sing walk work")
"""Verbs that take "with" another one along: "playing with a ball"."""
_AT: Final = word_set(
    "look stare gaze glance point bark howl meow roar smile laugh yell shout wave wink hiss growl peek peer scream glare"
)
_TO: Final = word_set("talk listen sing wave whisper speak bow read pray point chat")
_FROM: Final = word_set("run flee escape hide")
INSTRUMENTS_AND_GAMES: Final = word_set("""
    guitar piano violin cello drums drum flute trumpet saxophone sax harp ukulele banjo keyboard accordion bass trombone
    clarinet harmonica organ lute fiddle guitars violins bagpipes tambourine football soccer basketball baseball tennis
    volleyball golf hockey cricket rugby badminton chess checkers cards poker ping-pong bowling music catch fetch games game
    video hide-and-seek frisbee tag jazz darts pool
""")
STATES: Final = word_set(
    "asleep awake seated perched parked tucked curled hidden nestled crouched huddled stretched sprawled slumped draped"
)
"""Participles and adjectives behind a noun that say what it does."""
_PARTICIPLES: Final = word_set(
    "made built called named stuck tied hidden lit drawn worn held ridden driven caught hung thrown grown "
    "bound shut spread torn driven written woven carved run told given born sunk taken kept left cut"
)
_BY: Final = {"held": "held", "carried": "held", "worn": "worn", "ridden": "ridden", "driven": "ridden"}
_ALL: Final = _ALONE | _ON_OBJECTS
_POSES: Final = _ALONE & _ALL


def gerund(base: str) -> str:
    """The -ing form of a verb: "run" -> "running"."""
    if base in _IRREGULAR:
        return _IRREGULAR[base]
    if base in _DOUBLE:
        return f"{base}{base[-1]}ing"
    return f"{base[:-1]}ing" if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) else f"{base}ing"


def _third(base: str) -> str:
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return f"{base}es"
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return f"{base[:-1]}ies"
    return f"{base}s"


_GERUNDS: Final = {gerund(base): base for base in _ALL}
_FINITE: Final = {**{_third(base): base for base in _ALL}, "has": "have", "does": "do"}
_ING: Final = re.compile(r"[a-z]{2,}ing(?:-[a-z]+)?")


MOVES: Final = frozenset(
    map(
        gerund,
        word_set("""
    put place hide bury brew cook boil fry stir mix pour plant hang stack pack load drop lay spread arrange toss throw
    kick shoot stick pin dip wash bathe bake roast set toast keep
    """),
    )
)
"""What brings its object somewhere, so that a place behind that is the object's: "putting presents under a tree"."""
OUT: Final = frozenset({"out", "up", "off", "down", "away"})
WITH_OUT: Final = frozenset(
    {"blow", "put", "pick", "take", "light", "clean", "throw", "hold", "lift", "cut", "set", "hang"}
)
"""Verbs that a word such as "out" belongs to: "blowing out candles"."""


@lru_cache(maxsize=4096)
def base_of(word: str) -> str | None:
    """The verb whose -ing form `word` is, as far as it is known: "running" -> "run"."""
    return _GERUNDS.get(word)


_DEED_WORDS: Final = (
    r"((?:arm|thumb|mud|sumo)(?={0}wrestl)|(?:food|pillow|sword|snowball)(?={0}fight)|(?:belly|break|tap|line)(?={0}danc)|"
    r"(?:ice|roller|figure)(?={0}skat)|(?:wind|kite|crowd|body)(?={0}surf)|rock(?={0}climb)|weight(?={0}lift)|(?:scuba|sky)(?={0}div)|"
    r"bungee(?={0}jump)|fist(?={0}bump)|window(?={0}shopp)|day(?={0}dream)|body(?={0}build)|jet(?={0}ski)|moon(?={0}walk)|high(?={0}fiv))"
    r"{0}([a-z]+?)"
)
DEEDS: Final = re.compile(rf"\b{_DEED_WORDS.format(' ')}(?=ing\b)", re.IGNORECASE)
"""Deeds of two words, whose first is no thing: "arm wrestling"."""
_DEED: Final = re.compile(rf"{_DEED_WORDS.format('-')}ing")


def is_gerund(word: str) -> bool:
    """Whether a word looks like an -ing form: "running", "zorbing", but not "king"."""
    return word in _GERUNDS or bool(_DEED.fullmatch(word)) or (bool(_ING.fullmatch(word)) and word not in NOUN_INGS)


def finite_base(word: str) -> str | None:
    """The verb whose form for he, she and it `word` is: "runs" -> "run"."""
    return _FINITE.get(word)


def is_base(word: str) -> bool:
    """Whether a word is a known verb as it stands: "run"."""
    return word in _ALL


def poses(word: str) -> bool:
    """Whether a verb, as it stands, can be all that one does: "run", but not "chase"."""
    return word in _POSES


def acts_alone(form: str) -> bool:
    """Whether an -ing form needs no object: "sleeping", but not "chasing"."""
    base = _GERUNDS.get(form)
    if _DEED.fullmatch(form):
        return True
    return base is not None and base in _ALONE and base not in _ON_OBJECTS


def use_of(form: str) -> Use:
    """What an -ing form means for its object."""
    base = _GERUNDS.get(form, "")
    if base in {"play", "strum"}:
        return "play"
    for use, verbs in _USES:
        if base in verbs:
            return use
    return "act"


def joined_by(form: str, joint: str) -> bool:
    """Whether "playing with", "looking at", "talking to", "running from" belong together."""
    verbs = {"with": _COMPANY, "at": _AT, "to": _TO, "from": _FROM}.get(joint, frozenset[str]())
    return _GERUNDS.get(form) in verbs


def is_participle(word: str) -> bool:
    """Whether a word looks like a past participle: "covered", "made"."""
    return word in _PARTICIPLES or (len(word) > 4 and word.endswith("ed"))


def passive_use(word: str) -> str | None:
    """How the thing that is "held by", "worn by", "ridden by" somebody belongs to them."""
    return _BY.get(word)


_JOINTS: Final = frozenset({"with", "at", "to", "from", "by", "on", "in"})


def awaits_object(action: str) -> bool:
    """Whether an action is said without its object: "chasing", "playing with", but not "running" or "reading a book"."""
    words = action.lower().split()
    if not words or (len(words) > 1 and words[-1] in _JOINTS):
        return bool(words)
    return len(words) == 1 and _GERUNDS.get(words[0], "") in _ON_OBJECTS
