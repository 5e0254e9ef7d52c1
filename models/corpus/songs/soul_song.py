"""Soul and Rhythm n Blues from patterns: horns, strings, organ and electric piano, syncopated bass, singers with backing."""
from corpus.bands.ensemble import Kind, choose, play

SOUL, RICH, BLUE = {"plain": 3, "cadence": 1, "vamp": 2}, {"rich": 4, "vamp": 2}, {"blue": 4, "plain": 1}
PIANO = ((0, 1), ("x---x---x---x---", "x--x--x-x--x--x-", "x-....x-..x-...."), 60)
ORGAN = ((16, 17, 18), ("x---------------", "x-------x-------", "x-....x-..x-...."), 62)
EP = ((4, 5), ("x-......x-....x-", "x---------x-....", "x-------------x-", "0..2..1.3..2...."), 62)
CLAV = ((7,), ("x.x..x.x..x.x.x.", "x..x.x..x.xx.x..", "..x.x..x.x..x.xx"), 57)
PAD = ((89, 50, 91, 95), ("x---------------",), 64)
TRIPLETS = ((0, 1, 16), ("x.x.x.x.x.x.", "xxxxxxxxxxxx", "x-----x-----"), 60)
WALK, SYNC = ("1-..1-3-5-..6-8-", "1-..5-..6-..5-a-", "1-....1-5-....a-"), ("1..1..5.6..5..3.", "1-....8-..5-....", "1..1.1....8.5.a.", "1.8...1..1.3..5.")
SUB = ("1-------....1-..", "1-----1---------", "1-------8-....5-", "1--...1-..1-....")
SKANK, CHOP = ("clean", "skank"), ("clean", "pick")

KINDS = {
    "Soul": {
        "motown": Kind((100, 140), SOUL, ("motown", "backbeat", "stax"), bass=(33, 32, 34), lines=WALK + SYNC, guitars=(SKANK, CHOP), comps=(PIANO, ORGAN), brass=0.5, strings=0.5, backing=0.9, leads=(65, 66, 11)),
        "stax": Kind((72, 126), {"plain": 2, "blue": 2, "vamp": 2}, ("stax", "rock", "funk"), lines=WALK + SYNC, guitars=(SKANK, ("crunch", "skank")), comps=(ORGAN, PIANO), brass=0.95, backing=0.4, leads=(66, 56, 18)),
        "philly": Kind((92, 124), RICH, ("disco", "backbeat", "motown"), lines=SYNC, guitars=(SKANK,), comps=(EP, PIANO), brass=0.5, strings=0.95, backing=0.8, leads=(73, 48, 65)),
        "gospel": Kind((56, 84), {"cadence": 2, "plain": 2, "blue": 1}, ("triplet", "rnb50"), lines=("1-----5-----", "1--..15--..a", "1--1--5--6--"), comps=(TRIPLETS, ((16, 17, 18), ("x-----------", "x-----x-----"), 62)), guitars=(SKANK,), steps=12, brass=0.4, backing=0.9, leads=(18, 65)),
        "deep": Kind((58, 84), SOUL, ("ballad", "stax", "slow"), lines=WALK, guitars=(CHOP, SKANK), comps=(ORGAN, PIANO, EP), brass=0.7, strings=0.4, backing=0.6, busy=0.4, leads=(65, 56)),
        "funk": Kind((94, 120), {"vamp": 5, "blue": 1}, ("funk",), bass=(36, 37, 33), lines=SYNC, guitars=(SKANK, ("clean", "riff")), comps=(CLAV, ORGAN, EP), brass=0.8, backing=0.5, leads=(66, 65, 18), swing=(0.5, 0.54)),
        "seventies": Kind((74, 112), RICH, ("funk", "stax", "neo"), lines=SYNC + WALK, guitars=(SKANK, ("crunch", "riff")), comps=(EP, CLAV, PAD), strings=0.6, brass=0.4, backing=0.6, leads=(73, 65, 11)),
    },
    "Rhythm n Blues": {
        "fifties": Kind((100, 170), BLUE, ("rnb50",), bass=(32, 33), lines=("1.1.3.3.5.5.6.6."[:12], "1--3--5--6--", "1-.1-.5-.5-."), steps=12, guitars=(("crunch", "skank"), SKANK), comps=(TRIPLETS,), brass=0.8, leads=(66, 65, 27)),
        "doowop": Kind((64, 110), {"cadence": 3, "plain": 2}, ("triplet",), bass=(32, 33), lines=("1-----5-----", "1--1--5--5--"), steps=12, guitars=(SKANK,), comps=(TRIPLETS,), brass=0.3, backing=1.0, leads=(65,)),
        "neo": Kind((70, 100), RICH, ("neo", "slow", "funk"), bass=(33, 35, 38), lines=SUB + SYNC, guitars=(CHOP, SKANK), comps=(EP, PAD, ORGAN), brass=0.2, swing=(0.54, 0.58, 0.62), backing=0.7, busy=0.6, leads=(4, 56, 73)),
        "jack": Kind((94, 116), {"vamp": 3, "plain": 2, "rich": 1}, ("jack", "funk"), bass=(38, 36, 39), lines=SYNC, guitars=(SKANK,), comps=(EP, CLAV, ((81, 62, 55), ("x..x............", "..........x..x.."), 64), PAD), kits=(24, 25, 8), swing=(0.56, 0.62), backing=0.8, busy=0.6, leads=(81, 80, 62)),
        "slowjam": Kind((58, 78), RICH, ("slow", "trapsoul", "ballad"), bass=(38, 39, 35), lines=SUB, guitars=(CHOP, ("nylon", "pick")), comps=(EP, PAD, PIANO), strings=0.4, kits=(24, 25, 8), backing=0.8, leads=(4, 65, 88)),
        "contemporary": Kind((64, 104), {"vamp": 3, "plain": 2, "rich": 1}, ("trapsoul", "slow", "pop"), bass=(38, 39), lines=SUB, guitars=(CHOP,), comps=(PAD, EP, PIANO, ((11, 12, 46, 8), ("0.2.1.3.2.1.0.2.", "0..1..2..3......"), 72)), kits=(24, 25), backing=0.7, busy=0.7, leads=(80, 88, 4)),
        "jump": Kind((120, 175), BLUE, ("backbeat", "stomp"), bass=(32,), lines=("1-..3-..5-..6-..", "1.1.8.8.6.6.5.5."), guitars=(("crunch", "skank"), ("crunch", "riff")), comps=(PIANO,), swing=(0.6, 0.66), brass=0.9, leads=(66, 65, 22), solo=0.8),
    },
}


def compose(song, sources, folder, seconds, rng):
    """A song of the pattern song.detail["pattern"]."""
    pattern, kind = choose(song, KINDS[song.genre])
    return play(song, kind, pattern, seconds, rng)
