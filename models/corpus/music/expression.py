"""What players do to a note besides playing it: scoops, bends, slides, vibrato, falls and swells, by pitch wheel and controller.

Times are quarter notes, pitch offsets semitones. The wheel of a channel spans `RANGE` semitones either way.
"""
import math

import mido

RANGE = 12
STEP_S = 0.022

# How a kind of instrument sings: chance and depth of a scoop (semitones, seconds), vibrato (cents, Hz, delay s), chance of a fall, swell.
KINDS = {
    "reed": ((0.25, 0.8, 0.09), (22, 5.3, 0.25), 0.10, True),
    "brass": ((0.15, 0.6, 0.07), (14, 5.6, 0.35), 0.14, True),
    "clarinet": ((0.15, 0.6, 0.08), (14, 5.2, 0.3), 0.06, True),
    "harmonica": ((0.4, 1.1, 0.12), (28, 5.0, 0.15), 0.12, True),
    "bowed": ((0.3, 0.7, 0.09), (24, 5.8, 0.12), 0.04, True),
    "guitar": ((0.08, 1.0, 0.06), (12, 5.2, 0.25), 0.04, False),
    "bass": ((0.06, 1.0, 0.05), (5, 4.8, 0.3), 0.03, False),
    "slide": ((0.6, 2.0, 0.14), (34, 5.6, 0.10), 0.18, False),
    "keys": None,
}


class Expression:
    """One channel's expressive playing; `kind` is a key of KINDS, `amount` scales all of it (0: plain notes)."""

    def __init__(self, score, channel, kind, rng, amount=1.0):
        self.score, self.channel, self.rng, self.amount = score, channel, rng, amount
        self.habits = KINDS[kind]
        if self.habits:
            for control, value in ((101, 0), (100, 0), (6, RANGE), (38, 0)):
                score.add(0, mido.Message("control_change", channel=channel, control=control, value=value))

    def wheel(self, beat, semitones):
        """Sets the wheel."""
        value = max(-8192, min(8191, round(semitones / RANGE * 8192)))
        self.score.add(round(beat * 480), mido.Message("pitchwheel", channel=self.channel, pitch=value))

    def settle(self, beat):
        """Brings the wheel back, for chords after a bent note."""
        if self.habits and self.channel != self.score.singer:
            self.wheel(beat, 0)

    def note(self, pitch, start, length, velocity, scoop=None, bend=None, fall=None, vibrato=None, swell=None):
        """A note. `scoop`: begins so many semitones low (negative: high) and slides in; `bend`: is pushed up so far after a
        third of its length; `fall`: drops so far at its end; `vibrato`: depth in cents. What is None is left to habit."""
        if self.habits is None or self.channel == self.score.singer:
            self.score.note(self.channel, pitch, start, length, velocity)
            return
        rng, (scoops, shakes, falls, swells) = self.rng, self.habits
        second = self.score.tempo / 60
        duration = length / second
        if scoop is None:
            scoop = rng.uniform(0.4, 1.3) * scoops[1] if duration > 0.14 and rng.random() < scoops[0] * self.amount else 0
        if fall is None:
            fall = rng.uniform(1.5, 5) if duration > 0.3 and rng.random() < falls * self.amount else 0
        depth = (vibrato if vibrato is not None else shakes[0] * rng.uniform(0.4, 1.5) * self.amount) / 100
        rate, delay = shakes[1] * rng.uniform(0.92, 1.08), shakes[2] * rng.uniform(0.6, 1.5)
        rise, last = scoops[2] * rng.uniform(0.6, 1.6), None
        for i in range(max(1, int(duration / STEP_S))):
            now = i * STEP_S
            offset = -scoop * max(0.0, 1 - now / rise) if scoop else 0.0
            if bend:
                offset += bend * min(1.0, max(0.0, (now - duration * 0.12) / max(0.05, min(0.22, duration * 0.35))))
            if now > delay:
                offset += depth * min(1.0, (now - delay) / 0.3) * math.sin(2 * math.pi * rate * (now - delay))
            if fall and now > duration - 0.16:
                offset -= fall * (now - duration + 0.16) / 0.16
            if last is None or abs(offset - last) > 0.01:
                self.wheel(start + now * second, offset)
                last = offset
        if swells if swell is None else swell:
            self._swell(start, duration, second)
        self.score.note(self.channel, pitch, start, length, velocity)

    def _swell(self, start, duration, second):
        """Expression controller: long notes begin under full level and grow or fade."""
        shape = (127,) if duration < 0.45 else self.rng.choice(((92, 108, 122, 127), (120, 127, 118, 104), (104, 122, 127, 112)))
        for i, level in enumerate(shape):
            self.score.add(round((start + duration * i / len(shape) * second) * 480),
                           mido.Message("control_change", channel=self.channel, control=11, value=level))
