"""Blues phrases: calls and answers of the minor and major pentatonic, with bends, repeated triplets, slides and a held last note."""
from corpus.jazz.jazz_harmony import nearest

SCALES = ((0, 3, 5, 7, 10), (0, 3, 5, 6, 7, 10), (0, 2, 3, 4, 7, 9), (0, 3, 4, 5, 7, 9, 10))
RHYTHMS = ((0.5, 0.5, 1, 1), (1 / 3, 1 / 3, 1 / 3, 1, 0.5, 0.5), (0.5, 0.5, 0.5, 0.5, 1.5), (1, 1.5, 0.5), (1 / 3,) * 6 + (1.5,), (0.5, 1, 0.5, 1), (0.25, 0.25, 0.5, 0.5, 0.5, 1), (2, 1),
           (2 / 3, 1 / 3, 2 / 3, 1 / 3, 1), (0.5,) * 5 + (1.5,), (1 / 3, 2 / 3, 1, 1))


class BluesVoice:
    """A blues player. `bends`: chance of a bend on a long note; `minor` keeps to the minor scales."""

    def __init__(self, traits, low, high, key, minor=False, bends=0.4):
        self.low, self.high, self.key, self.bends = low, high, key, bends
        self.scales = [{(key + d) % 12 for d in s} for s in (SCALES[:2] if minor else traits.sample(SCALES, 3))]
        self.rhythms = traits.sample(RHYTHMS, 6)
        self.pitch, self.density = nearest((low + high) // 2, {key}), traits.uniform(0.4, 0.95)
        self.lag = traits.choice((0, 0, 0.5, 1))

    def lick(self, chart, beat, end, rng, heat=0.5):
        """One phrase between two beats, ending on a chord tone."""
        out, time, scale = [], beat, rng.choice(self.scales)
        pitch = nearest(self.pitch + rng.choice((-4, 0, 0, 3, 5)), scale, -4, 4)
        while time < end - 0.2:
            for length in rng.choice(self.rhythms):
                if time >= end - 0.2:
                    break
                up = rng.random() < (0.62 if pitch < self.low + 6 else 0.25 if pitch > self.high - 5 else 0.45)
                if rng.random() < 0.8:
                    pitch = nearest(pitch + rng.choice((2, 3, 3, 5)) * (1 if up else -1), scale, -3, 3)
                final = time + length >= end - 0.6
                if final:
                    pitch = nearest(pitch, chart.at(time).tones[:3], -4, 4)
                how, degree = {}, (pitch - self.key) % 12
                if length >= 0.45 and rng.random() < self.bends:
                    how = {"bend": {5: 2, 10: 2, 3: rng.choice((0.5, 1)), 7: 2, 9: 1, 6: 1}.get(degree, 0)}
                elif length >= 0.45 and rng.random() < 0.25:
                    how = {"scoop": rng.choice((1, 2, -2))}
                if final or length > 1.2:
                    how["vibrato"] = rng.uniform(15, 50)
                out.append((time, min(length, end - time) * (0.95 if rng.random() < 0.8 else 0.5), pitch, 78 + 24 * heat + rng.gauss(0, 7) + (5 if final else 0), how))
                time += length
            if rng.random() > self.density:
                break
        self.pitch = min(self.high - 3, max(self.low + 3, pitch))
        return out

    def solo(self, chart, first, last, rng, heat=0.7):
        """Two-bar ideas that come back, with room between."""
        out, beat, idea = [], first, None
        while beat < last - 1:
            end = min(last, beat + rng.choice((2, 3, 4, 4, 6)) * (0.7 + 0.6 * heat))
            if idea and rng.random() < 0.35:
                phrase = [(beat + b - idea[0][0], l, nearest(p, chart.at(beat).scale | self.scales[0], -1, 1), v, h) for b, l, p, v, h in idea]
            else:
                phrase = self.lick(chart, beat, end, rng, heat)
            phrase = [n for n in phrase if n[0] < last]
            out, idea = out + phrase, phrase or idea
            beat = max(end, beat + 1) + rng.choice((0, 0.5, 1, 1.5, 2, 3)) * (1.4 - heat)
            beat = round(beat * 2) / 2
        return out

    def verse(self, traits, chart):
        """A sung chorus: each line of four bars is sung in its first two and a half; the second line repeats the first. Beats from 0."""
        lines, out, span = {}, [], (4 if chart.bars % 4 == 0 else 2) * chart.metre
        for number, first in enumerate(range(0, chart.beats, span)):
            name = min(number, 2) if chart.bars == 16 else number // 2 if chart.bars == 12 and number < 2 else number
            if name not in lines:
                start = self.lag + traits.choice((-0.5, 0, 0.5, 1))
                line = self.lick(chart, max(0, first + start), first + span * 0.6, traits, 0.5)
                line += self.lick(chart, line[-1][0] + line[-1][1] + 0.5, first + span * 0.62, traits, 0.5) if line and line[-1][0] < first + span * 0.4 else []
                lines[name] = [(b - first, max(0.4, l), p, v, h) for b, l, p, v, h in line]
            out += [(b + first, l, nearest(p, chart.at(b + first).scale | self.scales[0], -1, 1), v, h) for b, l, p, v, h in lines[name]]
        return out


def turnaround(chart, first, low, traits):
    """The last two bars of a chorus: sixths that slide down by half tones to the fifth, as (beat, length, pitch, velocity, how)."""
    top = nearest(low + 22, {(chart.key + 10) % 12})
    out = []
    for i in range(4):
        for k in range(3):
            out.append((first + i + k / 3, 0.3, (top - i) if k != 1 else nearest(low + 15, {chart.key}), 78, {}))
    return out + [(first + 5, 1, nearest(low + 12, {(chart.key + 8) % 12}), 80, {}), (first + 6, 1.5, nearest(low + 12, {(chart.key + 7) % 12}), 86, {})] if traits.random() < 0.8 else out
