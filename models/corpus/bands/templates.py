"""Step-sequenced patterns of our own: each template is one pattern, and one group of the corpus.

Drum lanes on 16 steps: K kick, S snare, C clap, H closed hat, O open hat, R rim, T tom, P shaker, Y ride, B brush
(kick and snare an accent: X, x soft).
"""
from dataclasses import replace

from corpus.bands.styles import BANDS, HALVES, HELD, STRINGS, WALK

HOUSE = "K:X...X...X...X... C:....x.......x... O:..x...x...x...x. H:x.xxx.xxx.xxx.xx"
GRIDS = {
    "house": (HOUSE, "K:X...X...X...X... O:..x...x...x...x."),
    "techno": ("K:X...X...X...X... H:..x...x...x...xx R:...x..x....x..x.", "K:X...X...X...X..x H:xxxxxxxxxxxxxxxx C:....x.......x..."),
    "trance": ("K:X...X...X...X... O:..x...x...x...x. C:....x.......x... P:xxxxxxxxxxxxxxxx", "K:X...X...X...X... O:..x...x...x...x."),
    "breakbeat": ("K:X.....X..x...... S:....X..x.x..X..x H:x.x.x.x.x.x.x.x.", "K:X..X......X..... S:....X..x....X.x. H:xxxxxxxxxxxxxxxx"),
    "dnb": ("K:X.........X..... S:....X.......X... H:x.x.x.x.x.x.x.x.", "K:X.........X..x.. S:....X..x.x..X... Y:x.x.x.x.x.x.x.x."),
    "electro": ("K:X..X....X.X..... S:....X.......X... H:x.xxx.x.x.xxx.x.", "K:X..X..X...X..... C:....x.......x.x. H:xxxxxxxxxxxxxxxx"),
    "synthpop": ("K:X...X...X...X... S:....X.......X... H:x.x.x.x.x.x.x.x.", "K:X.....x.X.....x. S:....X.......X... H:x.x.x.x.x.x.x.x."),
    "halfstep": ("K:X.......x......x S:........X....... H:x..x..x.x..x..x.", "K:X....x......x... S:........X....... H:x.xxx.x.x.xxxxx."),
    "triphop": ("K:X......x..X..... S:....X.......X..x H:x.x.x.xxx.x.x.x.", "K:X..x....x.X..... S:....X..x....X... H:x.x.x.x.x.x.x.x."),
    "lofi": ("K:X.....x..x...... S:....x.......x... H:x.x.x.x.x.x.x.x.", "K:X......xX....... R:....x.......x... H:x.x.x.x.x.xxx.x."),
    "downtempo": ("K:X.......X.x..... R:....x.......x..x P:x.xxx.xxx.xxx.xx", "K:X.....x...x..... C:....x.......x... H:..x...x...x...x."),
    "ambient": ("", "P:x...x...x...x..."),
    "slowhouse": ("K:x...x...x...x... R:...x..x....x.... P:x.xxx.xxx.xxx.xx", "K:x...x...x...x... H:..x...x...x...x."),
    "boombap": ("K:X..x...x..X..... S:....X.......X... H:x.x.x.x.x.x.x.x.", "K:X.....x.XxX..... S:....X.......X..x H:x.x.x.xxx.x.x.xx"),
    "trap": ("K:X......x..x..... C:........X....... H:x.x.x.xxx.x.xxxx", "K:X..x......x..x.. S:........X....... H:x.xxx.x.xxxxx.x."),
    "westcoast": ("K:X.....x.X.x..... C:....x.......x... P:xxxxxxxxxxxxxxxx", "K:X..x..x...x..... S:....X.......X... H:x.x.x.x.x.x.x.x."),
    "jazzhop": ("K:x......x..x..... S:....x..x....x... Y:x...x.x.x...x.x.", "K:x.....x...x..x.. R:....x.......x... Y:x...x.x.x...x.x."),
    "crunk": ("K:X..X..X...X..X.. C:....X.......X... H:x.x.x.x.x.x.x.x.", "K:X..X..X.X..X..X. S:....X.......X.XX H:xxxxxxxxxxxxxxxx"),
    "brushes": ("B:x.x.x.x.x.x.x.x. Y:x...x.x.x...x.x.", "B:x...x...x...x... H:....x.......x..."),
    "eighths": ("K:X.......X.x..... S:....X.......X... H:x.x.x.x.x.x.x.x.", "K:X.....x.X....... S:....X.......X... Y:x.x.x.x.x.x.x.x."),
    "fourfloor": ("K:X...X...X...X... S:....X.......X... H:..x...x...x...x.", "K:X...X...X...X... C:....X.......X... O:..x...x...x...x."),
    "ballad": ("K:X.........x..... S:....x.......x... H:x...x...x...x...", "K:X.......x....... R:....x.......x... H:x.x.x.x.x.x.x.x."),
    "sixteenths": ("K:X..x....X.x..... S:....X..x....X... H:xxxxxxxxxxxxxxxx", "K:X.....xx..x..... S:....X.......X..x H:xxxxxxxxxxxxxxxx"),
}


def _of(genre, grid, tempo, **changes):
    drums = GRIDS[grid] if grid else ()
    return replace(BANDS[genre], drums=drums, tempo=tempo, **changes)


_GRAND = ((0, 1), (0, 1))
TEMPLATES = {
    "Electronic": {n: _of("Electronic", n, t, **c) for n, t, c in (
        ("house", (116, 128), {}), ("techno", (122, 138), {"lead_share": 0.15}), ("trance", (126, 142), {"lead_share": 0.6}),
        ("breakbeat", (110, 136), {}), ("dnb", (150, 174), {}), ("electro", (105, 130), {}), ("synthpop", (105, 135), {"lead_share": 0.6}),
        ("halfstep", (130, 145), {"bass": ((38, 39, 87), ("1-----1-....1---", "1--1--1-1---....", "1-1-..1-..1-8-1-"))}))},
    "Electronic Chill": {n: _of("Electronic Chill", n, t, **c) for n, t, c in (
        ("triphop", (70, 100), {"swing": 0.54}), ("lofi", (65, 92), {"swing": 0.6}), ("downtempo", (80, 112), {"swing": 0.5}),
        ("ambient", (55, 90), {"bass": ((38, 89), ("1---------------",)), "lead_share": 0.3}), ("slowhouse", (100, 118), {"swing": 0.5}))},
    "Hip Hop": {n: _of("Hip Hop", n, t, **c) for n, t, c in (
        ("boombap", (82, 100), {"swing": 0.58}), ("trap", (65, 78), {"swing": 0.5}), ("westcoast", (86, 105), {"leads": (80, 81)}),
        ("jazzhop", (78, 98), {"bass": ((32, 33), ("1-----....5-....", "1-..3-..5-..a-..")), "pools": {"rich": 1}}), ("crunk", (70, 85), {}))},
    "Jazz Piano": {
        "stride": _of("Jazz Piano", "", (90, 170), bass=((0,), ("1-......5-......", "1-......8-......")),
                      comps=(((0,), ("....x-......x-..",)),)),
        "trio-brushes": _of("Jazz Piano", "brushes", (80, 190)),
        "ballad": _of("Jazz Piano", "", (50, 80), bass=((0, 32), ("1---------------", "1-------5-------")), swing=0.55,
                      comps=(((0,), (HELD, HALVES, "x-----x---x-----")),), busy=0.6),
        "left-hand-walk": _of("Jazz Piano", "", (90, 180), bass=((0,), WALK), comps=(((0,), ("......x-......x-", "x-....x-........")),)),
        "bossa-piano": _of("Jazz Piano", "", (90, 150), bass=((32, 0), ("1-----5-5-----1-",)), swing=0.5,
                           comps=(((0,), ("x-..x-..x-...x-.", "..x-..x-..x-x-..")),)),
        "block-chords": _of("Jazz Piano", "brushes", (70, 150), chordal=1.0, busy=0.5),
        "rag": _of("Jazz Piano", "", (80, 125), bass=((0,), ("1-..5-..1-..5-..", "1-..5-..8-..a-..")), swing=0.5,
                   comps=(((0,), ("..x-..x-..x-..x-",)),), pools={"cadence": 3, "rich": 1}, busy=0.9),
        "boogie-left": _of("Jazz Piano", "", (100, 170), bass=((0,), ("1.8.3.8.5.8.6.8.", "1.1.3.3.5.5.6.6.")),
                           comps=(((0,), ("x-....x-........",)),), pools={"blue": 1}),
    },
    "Classical": {
        "alberti": _of("Classical", "", (80, 140), bass=((0,), ("1-------........",)), leads=(0,), lead_share=0.95,
                       comps=(((0,), ("0.2.1.2.0.2.1.2.", "0212021202120212")),)),
        "nocturne": _of("Classical", "", (50, 80), bass=((0,), ("1-------5-------",)), leads=(0,), lead_share=0.9,
                        comps=(((0,), ("0.1.2.3.2.1.2.1.", "..x-..x-..x-..x-")),)),
        "chorale": _of("Classical", "", (55, 90), bass=((19, 42, 43), ("1---1---5---5---", "1---3---5---1---")), leads=(19, 48, 52),
                       lead_share=1, busy=0.3, chordal=1.0, comps=(((19, 48, 52), ("x---x---x---x---",)),)),
        "harp-and-flute": _of("Classical", "", (65, 110), bass=((46,), ("1-------5-------",)), leads=(73, 68), lead_share=0.85,
                              comps=(((46,), ("0.1.2.3.4.3.2.1.", "0123432101234321")),)),
        "string-orchestra": _of("Classical", "", (60, 130), bass=((43, 42), ("1-------1-------", "1---1---1---1---", "1---3---5---3---")),
                                leads=(48, 40, 49), lead_share=0.9, chordal=0.4, comps=((STRINGS, (HELD, "x-x-x-x-x-x-x-x-", "x---x---x---x---")),)),
        "harpsichord": _of("Classical", "", (70, 120), bass=((42, 6), ("1---3---5---3---", "1.3.5.3.1.3.5.3.")), leads=(40, 73, 6),
                           lead_share=0.9, busy=0.9, comps=(((6,), ("x---x---x---x---", "0.1.2.1.0.1.2.1.")),)),
    },
}
