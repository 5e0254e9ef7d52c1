"""Rock and Soft Rock from patterns: amplified guitars, a band in sections, a singer with backing."""
from corpus.bands.ensemble import Kind, choose, play

PLAIN, BLUE, SOFT = {"plain": 4, "vamp": 2}, {"blue": 3, "plain": 2, "vamp": 1}, {"plain": 3, "cadence": 2, "rich": 1}
PIANO = ((0, 1, 4), ("x---x---x---x---", "x--x--x-x--x--x-", "x-x-x-x-x-x-x-x-", "0.2.1.2.3.2.1.2."), 60)
ORGAN = ((16, 17, 18), ("x---------------", "x-------x-------"), 62)
EP = ((4, 5), ("x---..x-x---....", "x-------x-----x-", "0.2.3.2.1.2.3.2."), 62)
PAD = ((89, 50, 90, 48), ("x---------------",), 64)
DRY, POWER = (27, 28), (29, 30)
EIGHTHS, ROOTS = ("1.1.1.1.1.1.1.1.", "1.1.1.1.1.1.5.8."), ("1-----1.1-----5-", "1-------5-------", "1--1--1-5--5--1-")
SLOW = ("1-------5-------", "1-----5-1-----5-", "1-----------5-a-", "1-----1-5-------")

KINDS = {
    "Rock": {
        "punk": Kind((150, 205), PLAIN, ("punk", "drive", "stomp"), lines=EIGHTHS, guitars=(("high", "power"), ("crunch", "chug"), ("fuzz", "power")), busy=0.6, backing=0.6),
        "hard": Kind((88, 140), {"vamp": 3, "blue": 2, "plain": 2}, ("rock", "drive", "stomp"), lines=EIGHTHS + ROOTS, guitars=(("crunch", "riff"), ("high", "power"), ("crunch", "power")), comps=(ORGAN,), leads=(29, 30, 18), solo=0.8),
        "metal": Kind((100, 190), {"vamp": 4, "plain": 1}, ("metal", "drive", "half"), lines=EIGHTHS + ("1111111111111111",), guitars=(("high", "chug"), ("high", "riff"), ("high", "power")), leads=(30, 29), solo=0.8, busy=0.4),
        "indie": Kind((100, 165), PLAIN, ("drive", "backbeat", "rock", "disco"), lines=EIGHTHS + ROOTS, guitars=(("clean", "pick"), ("crunch", "strum"), ("clean", "skank")), comps=(PAD, EP), leads=(27, 81, 11)),
        "garage": Kind((115, 170), BLUE, ("backbeat", "stomp", "drive"), lines=EIGHTHS, guitars=(("fuzz", "riff"), ("crunch", "strum"), ("fuzz", "power")), comps=(ORGAN,), leads=(18, 29, 27)),
        "alternative": Kind((76, 130), PLAIN, ("half", "rock", "drive"), lines=EIGHTHS + ROOTS, guitars=(("clean", "pick"), ("high", "power"), ("fuzz", "power")), comps=(PAD,), strings=0.1),
        "roots": Kind((130, 185), BLUE, ("backbeat", "rock"), lines=("1.1.3.3.5.5.6.6.", "1.1.5.5.6.6.5.5.", "1-..3-..5-..6-.."), bass=(32, 33), guitars=(("crunch", "chug"), ("clean", "skank"), ("crunch", "riff")), comps=(PIANO,), swing=(0.5, 0.58, 0.64), brass=0.2, leads=(66, 27, 29)),
        "anthem": Kind((70, 128), PLAIN, ("rock", "stomp", "half"), lines=EIGHTHS + ROOTS, guitars=(("crunch", "power"), ("clean", "pick"), ("lead", "riff")), comps=(PIANO, PAD, ORGAN), strings=0.3, backing=0.7, solo=0.7),
    },
    "Soft Rock": {
        "ballad": Kind((60, 84), SOFT, ("ballad", "rock"), lines=SLOW, guitars=(("acoustic", "pick"), ("crunch", "power"), ("clean", "pick")), comps=(PIANO, EP, PAD), strings=0.5, busy=0.4, leads=(27, 65, 48)),
        "yacht": Kind((84, 118), {"rich": 4, "vamp": 1, "plain": 1}, ("backbeat", "disco", "jack", "rock"), lines=SLOW + ROOTS, guitars=(("clean", "skank"), ("clean", "pick")), comps=(EP, PIANO, ORGAN), brass=0.25, leads=(65, 27, 4), backing=0.6, swing=(0.5, 0.54)),
        "country": Kind((80, 130), {"cadence": 2, "plain": 3}, ("train", "ballad", "backbeat"), lines=("1---5---1---5---", "1---5---1---5-a-"), bass=(32, 33), guitars=(("acoustic", "strum"), ("clean", "pick"), ("acoustic", "pick")), comps=(PIANO,), leads=(27, 25, 40, 22), swing=(0.5, 0.6)),
        "acoustic": Kind((70, 120), SOFT, ("none", "ballad", "tambourine"), lines=SLOW, bass=(32, 33, 35), guitars=(("acoustic", "strum"), ("acoustic", "pick"), ("nylon", "pick")), comps=(PIANO, PAD), strings=0.25, leads=(73, 25, 40)),
        "piano": Kind((66, 110), SOFT, ("ballad", "rock", "backbeat"), lines=SLOW + ROOTS, guitars=(("clean", "pick"), ("crunch", "strum")), comps=(PIANO, ORGAN, PAD), strings=0.4, leads=(65, 27, 0)),
        "arena": Kind((68, 125), {"plain": 4, "vamp": 1}, ("rock", "half"), lines=EIGHTHS + ROOTS, guitars=(("crunch", "power"), ("clean", "pick"), ("high", "power")), comps=(PAD, PIANO, EP), backing=0.7, leads=(81, 27, 29), solo=0.6),
        "waltz": Kind((80, 130), SOFT, ("waltz",), lines=("1-------5---", "1-----------", "1---3---5---"), guitars=(("acoustic", "pick"), ("clean", "pick")), comps=(((0, 4, 16), ("x---x---x---", "0.1.2.3.2.1.", "x-----------"), 60),), steps=12, metre=3, strings=0.4),
    },
}


def compose(song, sources, folder, seconds, rng):
    """A song of the pattern song.detail["pattern"]."""
    pattern, kind = choose(song, KINDS[song.genre])
    return play(song, kind, pattern, seconds, rng)
