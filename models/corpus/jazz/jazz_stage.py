"""The stage: players with instruments, and the common time they play in (swing, pulse, rubato, laid-back entries)."""
import math
from dataclasses import dataclass

from corpus.music.expression import Expression
from corpus.music.melody import swung
from corpus.music.score import DRUMS

# name: (General MIDI programs, lowest and highest comfortable pitch, kind of expression)
INSTRUMENTS = {
    "piano": ((0, 0, 0, 1), 28, 100, "keys"), "honky piano": ((3, 0, 1), 28, 96, "keys"), "electric piano": ((4, 5), 36, 96, "keys"),
    "vibes": ((11,), 53, 89, "keys"), "organ": ((16, 17, 18), 40, 90, "keys"), "accordion": ((21,), 53, 88, "keys"),
    "harmonica": ((22,), 58, 91, "harmonica"), "nylon guitar": ((24,), 45, 82, "guitar"), "steel guitar": ((25,), 40, 81, "guitar"),
    "jazz guitar": ((26,), 45, 82, "guitar"), "clean guitar": ((27,), 45, 85, "guitar"), "overdriven guitar": ((29,), 45, 86, "guitar"),
    "distorted guitar": ((30,), 45, 86, "guitar"), "slide guitar": ((25, 27), 45, 84, "slide"), "banjo": ((105,), 48, 80, "keys"),
    "upright bass": ((32,), 28, 55, "bass"), "electric bass": ((33, 34), 28, 55, "bass"), "fretless bass": ((35,), 28, 55, "bass"),
    "tuba": ((58,), 29, 53, "brass"), "violin": ((40, 110), 57, 93, "bowed"), "trumpet": ((56,), 56, 86, "brass"),
    "muted trumpet": ((59,), 56, 84, "brass"), "flugelhorn": ((60, 56), 54, 79, "brass"), "trombone": ((57,), 43, 70, "brass"),
    "soprano sax": ((64,), 58, 87, "reed"), "alto sax": ((65,), 51, 81, "reed"), "tenor sax": ((66,), 46, 76, "reed"),
    "baritone sax": ((67,), 38, 68, "reed"), "clarinet": ((71,), 52, 89, "clarinet"), "flute": ((73,), 60, 93, "reed"),
    "brass section": ((61,), 43, 84, "brass"), "strings": ((48, 49), 43, 88, "keys"), "singer": ((53,), 52, 72, "keys"),
}


@dataclass
class Player:
    """One musician: an instrument on a channel, with habits of time (`lay` seconds late, `loose` seconds of scatter)."""
    name: str
    channel: int
    low: int
    high: int
    expression: Expression
    lay: float
    loose: float
    touch: float = 1.0


class Stage:
    """Who plays, and when a written beat sounds. `swing`: where the off-beat eighth falls (0.5 straight)."""

    def __init__(self, score, rng, swing=0.5, metre=4, rubato=0.0):
        self.score, self.rng, self.swing, self.metre = score, rng, swing, metre
        self.waves = [(rubato * rng.uniform(0.3, 1), period * rng.uniform(0.8, 1.25), rng.uniform(0, 6.28)) for period in (4, 7, 16)] if rubato else []
        self.drums = None

    def player(self, name, volume=None, pan=None, lay=None, loose=None, amount=1.0):
        """Puts a musician on the next free channel."""
        programs, low, high, kind = INSTRUMENTS[name]
        channel = self.score.free_channel()
        if name == "singer":
            self.score.singer = channel
        rng = self.rng
        self.score.voice(channel, rng.choice(programs), volume or rng.randint(78, 112), pan or rng.randint(30, 98))
        return Player(name, channel, low, high, Expression(self.score, channel, kind, rng, amount),
                      rng.uniform(-0.004, 0.018) if lay is None else lay, rng.uniform(0.005, 0.014) if loose is None else loose)

    def drummer(self, kits):
        """Seats a drummer at one of the General MIDI kits."""
        self.score.voice(DRUMS, self.rng.choice(kits), self.rng.randint(94, 124))
        self.drums = (self.rng.uniform(-0.006, 0.006), self.rng.uniform(0.003, 0.009))

    def at(self, beat, lay=0.0, loose=0.0):
        """The beat at which a written beat sounds; sixteenths and eighths swing, triplets are as written."""
        part = beat * 4
        if abs(part - round(part)) < 1e-3:
            beat = swung(round(part) / 4, self.swing)
        late = (lay + self.rng.gauss(0, loose)) * self.score.tempo / 60
        return max(0.0, beat + late + sum(a * p / (2 * math.pi) * math.sin(2 * math.pi * beat / p + f) for a, p, f in self.waves))

    def play(self, player, beat, length, pitch, velocity, **how):
        """A note by a player, folded into the instrument's range."""
        while pitch > player.high:
            pitch -= 12
        while pitch < player.low:
            pitch += 12
        start = self.at(beat, player.lay, player.loose)
        player.expression.note(pitch, start, length, (velocity + self.rng.gauss(0, 4)) * player.touch, **how)

    def chord(self, player, beat, length, pitches, velocity, roll=0.0):
        """Notes together, or rolled upwards over `roll` beats."""
        spread = roll / max(1, len(pitches))
        start = self.at(beat, player.lay, player.loose)
        player.expression.settle(start)
        for i, pitch in enumerate(sorted(pitches)):
            loud = velocity + (5 if i == len(pitches) - 1 else 0) + self.rng.gauss(0, 3)
            self.score.note(player.channel, pitch, start + i * spread + self.rng.uniform(0, 0.008), max(0.05, length - i * spread), loud * player.touch)

    def hit(self, drum, beat, velocity):
        """A stroke on the drum kit."""
        lay, loose = self.drums
        self.score.note(DRUMS, drum, self.at(beat, lay, loose), 0.15, velocity + self.rng.gauss(0, 5))
