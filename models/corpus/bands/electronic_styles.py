"""Kinds of Electronic, Electronic Chill and Hip Hop: what a pattern chooses from. Neighbours share tempi, pools and parts."""
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Kind:
    """Tempo (a minute), drum grids, bass figures, chord rhythms, swing; chances 0..1 of sound sources and effects."""
    tempo: tuple
    grids: tuple
    basses: tuple
    chords: tuple
    swing: tuple = (0.5, 0.52)
    glide: float = 0.1  # the bass is an 808 that slides
    loops: float = 0.35
    pump: float = 0.4
    vinyl: float = 0.05
    dull: float = 0.1  # low-passed and wavering as a whole
    risers: float = 0.4
    calm: bool = False
    steady: float = 0.2  # no builds and breaks
    keys: tuple = (4, 5, 0, 88, 89, 50, 81, 90, 62)
    pools: dict = field(default_factory=lambda: {"vamp": 4, "plain": 3, "rich": 1})


LOFI_KEYS = (4, 5, 0, 24, 26, 11, 27, 88, 46, 48)
SAMPLED = (0, 4, 5, 11, 16, 26, 48, 49, 45, 61, 52, 24, 46, 7)
RICH = {"rich": 4, "vamp": 3, "plain": 1}

KINDS = {
    "Electronic": (
        Kind((116, 130), ("four",), ("off", "free", "eighths"), ("stabs", "off", "stabs", "held"), pump=0.6, pools={"vamp": 4, "plain": 2, "rich": 2}),  # house
        Kind((122, 140), ("four",), ("run", "off", "held"), ("stabs", "arp", "held"), pump=0.6, risers=0.6),  # techno
        Kind((128, 145), ("four",), ("off", "run", "eighths"), ("arp", "held", "stabs"), pump=0.7, risers=0.7),  # trance
        Kind((155, 178), ("dnb",), ("held", "free"), ("held", "stabs", "arp"), loops=0.7),  # drum and bass
        Kind((105, 140), ("break",), ("free", "eighths", "run"), ("stabs", "chop", "held"), loops=0.8),  # breakbeat
        Kind((100, 135), ("electro", "break"), ("eighths", "run", "free"), ("arp", "stabs"), pump=0.2),  # electro
        Kind((132, 150), ("half",), ("held", "free", "run"), ("held", "stabs"), glide=0.3, pump=0.5, risers=0.7),  # dubstep
        Kind((80, 120), ("four", "break", "half"), ("eighths", "run"), ("held", "arp"), pump=0.3, risers=0.2),  # synthwave
        Kind((120, 132), ("four",), ("off", "eighths", "free"), ("stabs", "chop", "arp"), pump=0.9, risers=0.9, pools={"plain": 4, "vamp": 1}),  # festival
        Kind((90, 128), ("four", "break", "electro"), ("free", "eighths"), ("chop", "arp", "stabs"), loops=0.5),  # dance pop, indie
    ),
    "Electronic Chill": (
        Kind((60, 92), ("soft", "boombap"), ("free", "held"), ("chop", "held", "chop"), (0.54, 0.64), vinyl=0.7, dull=0.7, pump=0.2, risers=0.05, steady=0.6, calm=True,
             keys=LOFI_KEYS, pools=RICH),  # lofi
        Kind((68, 90), ("boombap", "soft"), ("free",), ("chop", "half", "arp"), (0.55, 0.65), vinyl=0.6, dull=0.5, pump=0.15, risers=0.0, steady=0.6, calm=True,
             keys=LOFI_KEYS, pools=RICH),  # lofi, louder drums
        Kind((50, 100), ("none",), ("held",), ("held", "arp", "half"), loops=0.05, pump=0.1, risers=0.3, steady=0.6, calm=True, keys=(88, 89, 91, 94, 95, 52, 0, 11)),  # ambient
        Kind((80, 115), ("soft", "break"), ("free", "held"), ("held", "arp", "stabs"), (0.5, 0.57), steady=0.6, calm=True, pools=RICH),  # downtempo
        Kind((70, 98), ("boombap", "break"), ("free", "held"), ("held", "chop"), (0.5, 0.58), loops=0.6, vinyl=0.4, dull=0.2, steady=0.6, calm=True, pools=RICH),  # trip hop
        Kind((80, 118), ("soft", "four", "break"), ("eighths", "free"), ("held", "arp"), dull=0.4, pump=0.5, steady=0.6, calm=True),  # chillwave
        Kind((98, 122), ("four", "soft"), ("off", "free", "held"), ("stabs", "held", "off"), pump=0.5, steady=0.6, calm=True, pools=RICH),  # slow and deep house
    ),
    "Hip Hop": (
        Kind((80, 102), ("boombap",), ("free", "free", "held"), ("chop", "chop", "held"), (0.53, 0.64), loops=0.5, vinyl=0.4, dull=0.25, pump=0.1, risers=0.05, steady=0.9,
             keys=SAMPLED, pools=RICH),  # boom bap
        Kind((84, 108), ("boombap", "break"), ("free",), ("chop", "stabs", "half"), (0.5, 0.6), loops=0.6, vinyl=0.25, pump=0.1, risers=0.05, steady=0.9, keys=SAMPLED,
             pools=RICH),  # golden age
        Kind((62, 80), ("trap",), ("free", "held"), ("held", "arp", "chop"), glide=0.95, loops=0.05, steady=0.7, risers=0.3, keys=(0, 11, 46, 48, 81, 88, 14, 73, 52)),  # trap, slow count
        Kind((120, 160), ("trap", "half"), ("free", "held"), ("held", "arp", "chop"), glide=0.95, loops=0.05, steady=0.7, keys=(0, 11, 46, 48, 81, 88, 14, 24)),  # trap, fast count
        Kind((96, 120), ("electro", "break"), ("free", "eighths"), ("stabs", "chop"), glide=0.4, loops=0.3, steady=0.7, pump=0.1, keys=(81, 62, 55, 4, 61)),  # old school
        Kind((86, 106), ("boombap", "electro"), ("free", "run"), ("stabs", "held", "half"), (0.5, 0.58), pump=0.1, steady=0.8, keys=(81, 50, 4, 7, 27, 16)),  # west coast
        Kind((66, 95), ("half", "boombap", "trap"), ("free", "held"), ("held", "stabs", "chop"), glide=0.6, pump=0.2, steady=0.7, keys=(61, 62, 48, 0, 81)),  # southern
    ),
}
