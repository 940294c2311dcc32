"""The English words that a drawing prompt is made of, besides the names of things: places, light, adjectives, joints."""

from __future__ import annotations

import re
from typing import Final

from core.lexicon import word_set

MARK: Final = "\ue000"
"""Begins the token of a text that stands on a thing; its number follows."""

NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "both": 2, "pair": 2, "couple": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "several": 4, "few": 3, "some": 3,
    "many": 6, "dozen": 6, "twenty": 20, "hundred": 30, "dozens": 12, "hundreds": 30, "lots": 6, "numerous": 6,
}  # fmt: skip
DETERMINERS: Final = word_set(
    "a an the this that these those my your his her its their our some any another each every"
)
POSSESSIVES: Final = {"his", "her", "its", "their", "my", "your", "our"}
PRONOUNS: Final = word_set("it him her them he she they himself herself itself themselves")
OTHER: Final = word_set("other another one")
"""What "each other" and "one another" end in."""
SKIPPED: Final = word_set(
    "the my your his her its their our of this that these those very really quite so just also some"
)
GROUPS: Final = {
    "pair": 2, "couple": 2, "group": 5, "flock": 6, "herd": 5, "bunch": 4, "lot": 6, "lots": 6, "crowd": 8, "pack": 4,
    "row": 4, "swarm": 8, "team": 5, "dozens": 12, "dozen": 12, "handful": 4, "plenty": 6, "hundreds": 20, "school": 6,
    "line": 4, "litter": 4, "trio": 3, "family": 4,
}  # fmt: skip
"""What counts before "of": "a flock of birds" is six birds."""

SETTINGS: Final = word_set("""
    beach seaside seashore shore coast shoreline island harbor harbour port pier dock marina bay lagoon cove reef
    springs ocean sea seabed lake pond river riverbank stream creek canal waterfall water underwater swamp marsh wetland
    forest woods woodland jungle rainforest grove orchard vineyard taiga
    city town village street streets road highway path trail alley avenue downtown suburb neighborhood plaza square
    crossroads intersection sidewalk rooftop roof skyline market bazaar mall supermarket station subway airport playground
    park garden backyard yard courtyard lawn meadow field fields farm farmland countryside prairie savanna savannah
    grassland pasture greenhouse zoo aquarium circus fair fairground carnival stadium arena gym pool court pitch rink
    mountain mountains mountaintop peak summit hill hills hillside hilltop valley cliff canyon cave cavern volcano crater
    surface desert dunes oasis tundra glacier iceberg arctic antarctica pole snowfield landscape scenery wilderness nature
    outdoors indoors space cosmos universe galaxy planet mars jupiter saturn venus orbit moonscape heaven
    hell sky air kitchen bedroom bathroom room livingroom hall hallway corridor classroom school office library museum
    gallery studio workshop garage attic basement cellar restaurant cafe café bar pub bakery hospital hotel lobby
    laboratory lab theater theatre cinema stage ballroom nursery factory warehouse prison dungeon crypt graveyard
    cemetery ruins kingdom wonderland world land background backdrop horizon environment place home ground floor
    paris tokyo london venice rome china japan america africa egypt india france italy england hawaii kyoto shanghai
    beijing york amsterdam berlin greece australia spain scotland ireland norway iceland switzerland
    battlefield terrace balcony porch deck patio veranda staircase stairs tunnel mine quarry shipwreck trench
    snowdrift sandbox racetrack track campsite camp resort spa casino club office
""")  # fmt: skip
"""Heads of places that a picture is set in."""
INTERIORS: Final = word_set(
    "house castle lighthouse tower skyscraper barn church pagoda shop windmill treehouse igloo tent"
)
"""Keys of buildings: what is in one is inside, what is at one is beside it."""

CLIMBED: Final = word_set("ladder rope pole")
"""What one is on who climbs it, or goes up or down it."""
AIR: Final = re.compile(
    r"(?:night|day|daytime|nighttime|daylight|evening|morning|afternoon|dusk|dawn|noon|midday|midnight|twilight|sunset|"
    r"sunrise|sundown|hour|rain|raindrops|drizzle|snow|snowfall|snowflakes|blizzard|snowstorm|storm|thunderstorm|thunder|"
    r"lightning|fog|mist|haze|wind|breeze|weather|hail|clouds|sky|skies|spring|summer|autumn|fall|winter|season|moonlight|"
    r"sunlight|starlight|sunshine|candlelight|firelight|lamplight|light|lights|lighting|backlight|glow|shadow|shadows|"
    r"rays|beams|stars|moon|sun|aurora|christmas|halloween|easter|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|\d{1,2}(?::\d\d)?[ap]m|o'clock|flare|bokeh|focus|reflections|silhouette|contrast|eclipse|dew|frost|steam)$"
)
"""Last words of what is in the air and not a thing: time, weather, season, light."""
SKY_THINGS: Final = word_set("sun moon star stars cloud clouds")
"""What is in the air, but can be stood on and looked at."""
MOODS: Final = word_set("""
    cozy cosy gloomy cheerful scary spooky romantic dramatic dreamy magical festive peaceful calm serene mysterious eerie
    melancholic melancholy nostalgic whimsical joyful happy sad dark warm tense playful tranquil ominous moody sleepy
    epic funny lonely relaxed
""")  # fmt: skip
MOOD: Final = re.compile(r"\b(?:mood|atmosphere|vibes?|feeling|feel|ambian?ce|ambience)$", re.IGNORECASE)
PALETTE: Final = re.compile(
    r"^(?!(?:(?:paint|wooden|artist'?s|painter'?s) )?palette$).*\b(?:colou?rs|palette|tones|hues|colou?r scheme)$",
    re.IGNORECASE,
)
"""Colours of the whole picture; a palette by itself is what a painter holds."""
QUALITY: Final = re.compile(
    r"^(?:(?:highly |very |ultra |super )?detailed|high (?:quality|detail|resolution)|masterpiece|best quality|[48]k|hd|uhd|"
    r"sharp|hdr|\d+ ?mm|photorealistic|hyperrealistic|realistic|cinematic|ultra[- ]?hd|trending on \w+|award[- ]winning|"
    r"beautiful|amazing|intricate|symmetrical composition|minimalistic?|(?:shallow )?depth of field|slow shutter|telephoto|long exposure|wide[- ]angle lens)$",
    re.IGNORECASE,
)

ADJECTIVES: Final = word_set("""
    small tiny little big large huge giant gigantic enormous tall short long fat chubby skinny thin old young ancient new
    modern vintage antique rusty shiny broken wooden stone metal glass silver fluffy furry cute adorable scary funny
    sleepy happy sad angry lonely elegant futuristic medieval magical glowing transparent colorful colourful fancy simple
    dusty wet frozen burning pretty beautiful lovely handsome ugly brave proud grumpy lazy busy playful friendly mean
    evil wise smart curious shy gentle wild tame fierce mighty strong weak fast slow quick quiet noisy loud calm angry
    hungry thirsty tired sick healthy rich poor royal red-haired bald bearded striped spotted dotted checkered plain round
    square flat curly straight messy clean dirty muddy snowy rainy sunny foggy misty cloudy stormy windy icy cold hot warm
    cool dark bright light pale deep soft hard smooth rough sharp empty full open closed tropical haunted enchanted
    abandoned ruined cozy cosy bustling crowded busy mossy golden blonde blond ginger tabby fresh ripe rotten sweet spicy
    delicious tasty steaming delicate fragile floating shining sparkling twinkling glittering smiling laughing
    crying crooked bent twisted tilted upside-down mechanical robotic electric steampunk cyberpunk gothic victorian
    japanese chinese french italian english american african indian egyptian roman greek russian spanish mexican german
    dutch swiss korean arabian baby adult elderly pregnant male female wooly woolly hairy feathered winged horned
    three-eyed one-eyed blue-eyed green-eyed tall-necked long-haired long-eared short-haired holy sacred legendary mythical
    fantasy cartoon cartoonish realistic pixelated origami plush stuffed knitted paper plastic rubber velvet silk leather
    denim wool woolen cotton porcelain ceramic crystal marble bronze copper iron steel brick concrete bamboo straw lush
    vast quaint rustic charming whimsical mysterious serene peaceful beautiful picturesque scenic distant nearby massive
    majestic cheerful joyful excited nervous surprised shocked confused bored
""")  # fmt: skip
ADVERBS: Final = word_set(
    "up down away together around high low fast slowly quickly happily sadly alone peacefully quietly gracefully wildly "
    "back forward sideways upright there here outside inside again hard loudly closely freely joyfully asleep"
)

PREPOSITIONS: Final = (
    "in the middle of", "in the center of", "in the centre of", "at the edge of", "on the edge of", "at the top of",
    "on the top of", "at the bottom of", "at the foot of", "on the back of", "on the side of", "on the other side of",
    "out from behind", "from behind", "to the left of", "to the right of", "on the left of", "on the right of", "in front of", "on top of", "next to",
    "close to", "out of", "opposite to", "inside of", "outside of", "in between", "late at", "early in", "deep in", "deep inside", "high in", "high up in", "up in", "down in", "high above",
    "in", "at", "on", "onto", "into", "upon", "atop", "inside", "within", "behind", "under", "underneath", "beneath",
    "below", "beside", "besides", "near", "by", "over", "above", "against", "during", "through", "throughout", "among",
    "amongst", "amid", "between", "along", "alongside", "around", "across", "toward", "towards", "from", "off", "past",
    "outside", "beyond", "surrounding",
)  # fmt: skip
"""The longest first where one begins another."""
INWARD: Final = word_set("in at inside within into through across throughout along amid")
"""After these an unknown noun is a setting; after the others it is a thing."""
FRAME: Final = re.compile(
    r"^(?:(?:top|upper|bottom|lower|far|very|left|right|center|centre|middle|back|front|other)[ -]?){0,3}"
    r"(?:left|right|center|centre|middle|background|foreground|distance|corner|corners|top|bottom|side|air|front|back|edge|"
    r"sides|hand side|midair|mid-air)(?: (?:of|side|corner|half|part)\b.*)?$"
)
"""Places that are said of the picture and not of another thing: "on the left side"."""

PARTS: Final = word_set("""
    head back shoulder shoulders lap arm arms hand hands paw paws face nose neck ear ears eye eyes mouth tail beak belly
    stomach chest leg legs foot feet knee knees finger fingers chin cheek cheeks forehead antlers trunk side top hip
    teeth tongue lips hoof hooves tummy
""")  # fmt: skip
WORN_PARTS: Final = PARTS | word_set(
    "hair fur beard mustache moustache bangs braids ponytail freckles tattoo makeup wings horns horn mane feathers stripes "
    "spots skin smile pigtails dreadlocks whiskers fangs scales tusks claws eyebrows eyelashes wheels roof chimney windows sails"
)
"""What one has, and does not hold: "a woman with long hair"."""
ONLOOKERS: Final = word_set("camera viewer viewers lens audience spectator spectators photographer")
"""Who looks at the picture, and is not in it: "looking at the camera"."""
NOUN_INGS: Final = word_set("""
    during ring king wing string spring thing morning evening building painting drawing ceiling earring earrings wedding clothing
    lightning something everything nothing anything pudding duckling gosling dumpling sibling viking tiefling halfling darling icing
    railing stocking landing swing sling sting herring offspring awning bowling
    king's wing's kings wings rings strings springs things buildings paintings drawings ceilings weddings dumplings vikings tieflings halflings
    ducklings goslings siblings swings
""")  # fmt: skip

AND: Final = word_set("and or plus versus vs &")
HAS: Final = word_set("with wearing holding carrying having")
RELATIVE: Final = word_set("that who which whose where while when as because so but then whilst")
BE: Final = word_set("is are was were be been being am 's isn't aren't")
NOT: Final = word_set("without no not minus")
AFTER: Final = word_set("for about like than to via per if")
_FIRST_OF_PREPOSITIONS: Final = frozenset(one.split()[0] for one in PREPOSITIONS)
JOINTS: Final = (
    AND | HAS | RELATIVE | BE | NOT | AFTER | _FIRST_OF_PREPOSITIONS | PRONOUNS | word_set("has have had can")
)
COMPOUND_FIRST: Final = word_set(
    "birthday teddy polar sports police fire school christmas wedding party soccer tennis coffee street traffic space pirate "
    "beach palm cherry apple ice hot rubber bus train gas movie music book paper straw cowboy picnic water "
    "town market flower fruit"
)
ING_COMPOUNDS: Final = re.compile(
    r"(?:swimming|living|dining|sleeping|washing|sewing|parking|boxing|fishing|shopping|rocking|ironing|rolling|rowing|"
    r"training|waiting|wedding|hiking|walking|running|flying|writing|wishing|sailing|knitting|skipping|diving) "
    r"(?:pool|rooms?|bags?|machines?|lots?|rings?|gloves?|rods?|nets?|malls?|carts?|chairs?|horses?|boards?|pins?|boats?|"
    r"shoes?|boots?|suits?|saucers?|desks?|wells?|ropes?|needles?|sticks?|cards?|trails?|tables?|caps?|goggles)"
)
