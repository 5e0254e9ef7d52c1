"""Pop from patterns: dance, synthesiser, piano, guitar and teen pop, sung more often than not."""
from corpus.bands.ensemble import Kind, choose, play

PLAIN, RICH = {"plain": 5, "vamp": 1}, {"plain": 3, "rich": 1, "cadence": 1}
PIANO = ((0, 1, 2), ("x---x---x---x---", "x--x--x-x--x--x-", "0.2.1.2.3.2.1.2.", "x-----x---x---x-"), 60)
SYNTH = ((80, 81, 90, 62), ("x..x..x..x..x.x.", "0.2.3.2.0.2.3.2.", "..x...x...x...x.", "0123012301230123"), 64)
PAD = ((89, 50, 90, 91, 95), ("x---------------",), 64)
PLUCK = ((11, 12, 45, 46, 28, 8), ("0.2.1.3.2.1.0.2.", "..0...2...1...3.", "0..1..2..3..2.1."), 72)
EP = ((4, 5, 7), ("x---..x-x---....", "x--x--x---x-x---"), 62)
PULSE, ROOTS = ("1.1.1.1.1.1.1.1.", "..1...1...1...1.", "1.8.1.8.1.8.1.8."), ("1-----1-1---5---", "1--1--1-5--5--1-", "1-------1---5---")

KINDS = {
    "dance": Kind((112, 130), {"plain": 4, "vamp": 2}, ("disco", "pop", "stomp"), bass=(38, 39), lines=PULSE, comps=(SYNTH, PAD, PIANO), kits=(24, 25, 8), leads=(80, 81, 87), solo=0.2),
    "synth": Kind((95, 138), PLAIN, ("pop", "stomp", "drive"), bass=(38, 39, 87), lines=PULSE, comps=(SYNTH, PAD, PLUCK), guitars=(("clean", "skank"),), kits=(24, 25), leads=(80, 81, 84)),
    "piano": Kind((68, 120), RICH, ("ballad", "rock", "pop"), lines=ROOTS, comps=(PIANO, PAD, PIANO), strings=0.5, busy=0.45, leads=(0, 73, 48)),
    "guitar": Kind((84, 140), PLAIN, ("rock", "drive", "backbeat", "tambourine"), lines=ROOTS + PULSE[:1], guitars=(("acoustic", "strum"), ("clean", "pick"), ("crunch", "power")), comps=(PAD, PLUCK, PIANO), leads=(27, 25, 81)),
    "teen": Kind((90, 128), RICH, ("jack", "pop", "slow"), bass=(38, 33, 36), lines=ROOTS, comps=(EP, SYNTH, PAD, PLUCK), guitars=(("high", "power"), ("clean", "skank")), backing=0.8, kits=(8, 24, 25), leads=(80, 62, 11)),
    "sixties": Kind((100, 150), {"cadence": 2, "plain": 3}, ("backbeat", "motown", "tambourine"), bass=(33, 34, 32), lines=("1---5---1---5---", "1-..1-3-5-..6-8-"), guitars=(("clean", "strum"), ("clean", "skank"), ("acoustic", "strum")), comps=(PIANO, PLUCK), brass=0.3, strings=0.4, backing=0.8),
    "disco": Kind((104, 126), {"rich": 2, "plain": 2, "vamp": 2}, ("disco",), lines=("1.8.1.8.1.8.1.8.", "1..1..8.1..1..5."), guitars=(("clean", "skank"),), comps=(EP, PIANO, SYNTH), strings=0.7, brass=0.5, backing=0.7),
    "modern": Kind((76, 112), {"vamp": 2, "plain": 3}, ("slow", "trapsoul", "pop"), bass=(38, 39), lines=("1-------....1-..", "1-----1---------", "1..1..1-....5-.."), comps=(PLUCK, PAD, PIANO, SYNTH), guitars=(("clean", "pick"), ("nylon", "pick")), kits=(24, 25), busy=0.65),
    "latin": Kind((86, 116), {"vamp": 2, "plain": 2, "cadence": 1}, ("pop", "jack", "tambourine"), lines=("1--1--1-1--1--1-", "1-----5---1-5---"), guitars=(("nylon", "strum"), ("nylon", "pick")), comps=(PIANO, PAD), brass=0.4, leads=(56, 24, 73)),
}


def compose(song, sources, folder, seconds, rng):
    """A song of the pattern song.detail["pattern"]."""
    pattern, kind = choose(song, KINDS)
    return play(song, kind, pattern, seconds, rng)
