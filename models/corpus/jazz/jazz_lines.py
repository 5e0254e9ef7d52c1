"""Improvised lines over changes: phrases aimed at chord tones on the beat, with approaches, enclosures, arpeggios, triplets and rests.

A line is a list of (beat, length, pitch, velocity, ornaments), beats counted from the start of the song.
"""
from corpus.jazz.jazz_harmony import nearest


class Improviser:
    """A soloist's way of playing. `traits` (a Random of the pattern) sets the habits, `rng` the performance."""

    def __init__(self, traits, low, high, density=None, blues=None):
        self.low, self.high, self.centre = low, high, (low + high) / 2
        self.density = traits.uniform(0.35, 0.95) if density is None else density
        self.blues = traits.uniform(0, 0.4) if blues is None else blues
        self.chromatic = traits.uniform(0.15, 0.6)
        self.triplets = traits.uniform(0.0, 0.22)
        self.double = traits.uniform(0, 0.25)
        self.legato = traits.uniform(0.75, 1.0)
        self.pitch = int(self.centre)

    def turn(self, pitch, up):
        """Keeps the direction inside the instrument's range."""
        if pitch > self.high - 5:
            return False
        return True if pitch < self.low + 5 else up

    def solo(self, chart, first, last, rng, heat=0.5):
        """Phrases from beat to beat, with breaths between; `heat` 0..1 raises density, range and loudness."""
        notes, beat = [], first + rng.choice((0, 0.5, 1, 1.5, 2.5))
        shape, idea = 0.0, None
        while beat < last - 0.5:
            busy = min(1, max(0.05, self.density * (0.6 + 0.8 * heat) + rng.gauss(0, 0.12)))
            length = rng.choice((1.5, 2, 2.5, 3, 3.5)) if rng.random() > busy else rng.choice((3, 3.5, 4, 5.5, 6, 7.5, 9, 12))
            end = min(beat + length, last)
            if idea and rng.random() < 0.22:
                phrase = self.echo(chart, idea, beat, end, rng)
            elif rng.random() < self.blues:
                phrase = self.bluesy(chart, beat, end, rng)
            elif rng.random() < self.double * heat * 1.4 + (0.25 if chart.slow else 0):
                phrase = self.run(chart, beat, end, rng, 0.25)
            elif rng.random() < busy * 0.95:
                phrase = self.run(chart, beat, end, rng, 0.5)
            else:
                phrase = self.sing(chart, beat, end, rng)
            level = 76 + 26 * heat + rng.gauss(0, 6)
            notes += [(b, l, p, level + v, o) for b, l, p, v, o in phrase if b < last]
            if phrase and rng.random() < 0.6:
                idea = phrase[:7]
            shape = rng.choice((0.5, 1, 1, 1.5, 2, 2.5, 3, 4)) * (1.5 - busy)
            beat = max(phrase[-1][0] + phrase[-1][1] if phrase else end, beat + 0.5) + shape
            beat = round(beat * 2) / 2 + (0.5 if rng.random() < 0.35 else 0)
        return notes

    def run(self, chart, beat, end, rng, grid):
        """Eighths (or sixteenths): chord tones on the beats, joined by scale, chromatic approach, enclosure, arpeggio."""
        out, pitch, up = [], self.pitch, rng.random() < 0.5
        times, now = [], beat
        while now < end:
            if grid == 0.5 and now == int(now) and rng.random() < self.triplets and now + 1 <= end:
                times += [now, now + 1 / 3, now + 2 / 3]
                now += 1
            else:
                times.append(now)
                now += grid
        following = None
        for i, time in enumerate(times):
            change = chart.at(time)
            strong = abs(time / (2 * grid) - round(time / (2 * grid))) < 1e-6
            up = self.turn(pitch, up if rng.random() < 0.8 else not up)
            if following:
                pitch = following.pop(0)
            elif strong or i == 0:
                classes = change.tones if rng.random() < 0.75 else change.tones + change.colours
                pitch = nearest(pitch + (rng.choice((1, 2, 3)) if up else -rng.choice((1, 2, 3))), classes, -6, 6)
                kind = rng.random()
                if kind < 0.22:  # arpeggio from here
                    ladder, p = [], pitch
                    for _ in range(rng.choice((2, 3))):
                        p = nearest(p + (4 if up else -4), change.tones + change.colours[:1], -3, 3)
                        ladder.append(p)
                    following = ladder
                    up = not up if rng.random() < 0.6 else up
            else:
                ahead = chart.at(time + grid)
                target = nearest(pitch + (rng.choice((2, 3, 4)) if up else -rng.choice((2, 3, 4))), ahead.tones, -5, 5)
                if rng.random() < self.chromatic:
                    if rng.random() < 0.4:  # enclosure: above, below, target
                        pitch = nearest(target + 2, ahead.scale, -1, 1)
                        following = [target - 1, target]
                    else:
                        pitch = target + (-1 if up else 1)
                        following = [target]
                else:
                    pitch = nearest((pitch + target) / 2 // 1 + (1 if up else 0), change.scale, -3, 3)
            if out and out[-1][2] == pitch:
                pitch = nearest(pitch + (2 if up else -2), change.scale, -2, 2)
            step = (times[i + 1] if i + 1 < len(times) else time + grid * rng.choice((1, 1, 2, 3))) - time
            off = abs(time % 1) > 0.01
            loud = (6 if off else 0) + (pitch - self.centre) * 0.35 + rng.gauss(0, 5) - (22 if rng.random() < 0.06 else 0)
            out.append((time, step * (self.legato if i + 1 < len(times) else rng.choice((0.5, 0.9, 1))), pitch, loud, {}))
        self.pitch = min(self.high - 2, max(self.low + 2, pitch))
        return out

    def sing(self, chart, beat, end, rng):
        """Few and longer notes: thirds, sevenths and ninths, syncopated."""
        out, pitch, time = [], self.pitch, beat
        while time < end:
            change = chart.at(time + 0.26)
            up = self.turn(pitch, rng.random() < 0.5)
            pitch = nearest(pitch + rng.choice((1, 2, 3, 5)) * (1 if up else -1), change.tones[1:] + change.colours, -6, 6)
            length = rng.choice((0.5, 1, 1, 1.5, 1.5, 2, 2.5, 3))
            out.append((time, length * rng.choice((0.6, 0.9, 0.95)), pitch, rng.gauss(2, 6), {}))
            time += length
        self.pitch = pitch
        return out

    def bluesy(self, chart, beat, end, rng):
        """The blues scale of the key, with a crushed third."""
        scale = {(chart.key + d) % 12 for d in rng.choice(((0, 3, 5, 6, 7, 10), (0, 2, 3, 4, 7, 9)))}
        out, pitch, time = [], nearest(self.pitch, scale), beat
        while time < end:
            step = rng.choice((0.5, 0.5, 0.5, 1, 1 / 3, 1.5))
            pitch = nearest(pitch + rng.choice((-4, -3, -2, 2, 3)) * (1 if self.low + 4 < pitch < self.high - 4 else (-1 if pitch > self.centre else 1)), scale, -3, 3)
            out.append((time, step * 0.9, pitch, rng.gauss(4, 7), {"scoop": 1} if step >= 0.5 and rng.random() < 0.3 else {}))
            time += step
        self.pitch = pitch
        return out

    def echo(self, chart, idea, beat, end, rng):
        """The last idea again, moved to fit the new chord."""
        move, out = rng.choice((-2, 0, 0, 2, 3, 5)), []
        for time, length, pitch, _, how in idea:
            now = beat + time - idea[0][0]
            if now < end + 1:
                change = chart.at(now)
                place = nearest(pitch + move, change.scale, -2, 2)
                out.append((now, length, min(self.high, max(self.low, place)), rng.gauss(3, 5), how))
        return out


def head(traits, chart, low, high, kind):
    """The written tune of one chorus: each section letter has its own eight bars. Kinds: bebop, riff, lyrical, modal."""
    player = Improviser(traits, low, high, density={"bebop": 0.95, "riff": 0.5, "lyrical": 0.15, "modal": 0.4}[kind], blues=0.3 if kind == "riff" else 0.05)
    sections, out = {}, []
    span = 8 * chart.metre if chart.bars % 8 == 0 else 4 * chart.metre
    for first in range(0, chart.beats, span):
        letter = chart.letter(first // chart.metre)
        last = min(chart.beats, first + span)
        if kind == "riff":
            part = sections.setdefault("riff" + (letter if letter == "B" else ""), riff(traits, player, chart.metre))
            for start in range(first, last, 2 * chart.metre):
                out += fit(part, chart, start)
            continue
        if letter not in sections or span != 8 * chart.metre:
            notes, time = [], float(first)
            while time < last - 1:
                length = traits.choice((3, 4, 6, 7)) if kind == "bebop" else traits.choice((2, 4, 4, 6))
                maker = player.run if kind == "bebop" or (kind == "modal" and traits.random() < 0.3) else player.sing
                notes += maker(chart, time, min(time + length, last - 0.5), traits, *((0.5,) if maker == player.run else ()))
                time = round((notes[-1][0] + notes[-1][1] + traits.choice((0.5, 1, 1.5, 2, 2.5))) * 2) / 2
            sections[letter] = [(b - first, l, p, v, o) for b, l, p, v, o in notes if b < last]
        out += [(first + b, l, p, 90 + v * 0.6, o) for b, l, p, v, o in sections[letter] if first + b < last]
    return out


def riff(traits, player, metre, beats=None):
    """A catchy figure of two bars, as (beat, length, degree pitch)."""
    slots = [x / 2 for x in range(0, int((beats or 2 * metre) * 2) - 1)]
    onsets = sorted(traits.sample(slots, min(len(slots), traits.choice((4, 5, 6, 7, 8)))))
    pitch, out = int(player.centre), []
    for i, onset in enumerate(onsets):
        gap = (onsets[i + 1] if i + 1 < len(onsets) else onset + 1.5) - onset
        pitch += traits.choice((-5, -3, -2, 0, 0, 2, 3, 4))
        if abs(pitch - player.centre) > 8:
            pitch = int(player.centre)
        out.append((onset, min(gap, 2) * traits.choice((0.45, 0.9)), pitch))
    return out


def fit(part, chart, start):
    """A riff bent to the chords that sound."""
    out = []
    for onset, length, pitch in part:
        change = chart.at(start + onset + 0.01)
        classes = change.tones + change.colours if onset % 1 == 0 else change.scale
        out.append((start + onset, length, nearest(pitch, classes, -3, 3), 92 + (8 if onset % 1 else 0), {}))
    return out
