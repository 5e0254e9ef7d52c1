"""The rhythm section: walking and other basses, drum kits with sticks or brushes, comping; each varies bar by bar."""
from corpus.jazz.jazz_harmony import close, nearest, quartal, rootless

KICK, SIDE, SNARE, SLAP, SWIRL, CLOSED, PEDAL, OPEN, RIDE, BELL, CRASH = 36, 37, 38, 39, 40, 42, 44, 46, 51, 53, 49
TOMS = (50, 48, 47, 45, 43, 41)
COMPS = ((0, 1.5), (1.5,), (1.5, 3.5), (0.5, 2), (3.5,), (1, 2.5), (0, 2.5), (2.5, 3.5), (0.5, 1.5, 3), (1.5, 2.5), (), (0,), (1, 3), (0.5, 3.5), (0, 1.5, 3), (3,))
BOSSA_COMPS = ((0, 1.5, 3), (0, 1, 2.5, 3.5), (0.5, 1.5, 2.5, 3.5), (0, 1.5, 2.5, 3.5), (0.5, 2, 3.5), (0, 0.5, 2, 3))
CLAVES = ((0, 1.5, 3, 5, 6), (1, 2, 4, 5.5, 7), (0, 1.5, 3.5, 5, 6), (0, 1.5, 3, 5, 6.5))
MONTUNOS = ((0, 1, 1.5, 2.5, 3.5), (0.5, 1.5, 2.5, 3.5), (0, 1.5, 2, 3, 3.5), (0, 0.5, 1.5, 2.5, 3.5))


class Bassist:
    """Keeps the last note, so that the line walks on."""

    def __init__(self, stage, player, chart, style="walk"):
        self.stage, self.player, self.chart, self.style, self.last = stage, player, chart, style, player.low + 9

    def low(self, pitch_class, near=None):
        """The pitch of a class in the bass register, near the last."""
        pitch = nearest(near if near is not None else self.last, {pitch_class}, -7, 7)
        low, high = self.player.low, self.player.low + 22
        return pitch + 12 if pitch < low else pitch - 12 if pitch > high else pitch

    def bar(self, number, style=None, loud=88):
        """One bar in a style: walk, two, bossa, tumbao, pedal, waltz, straight, shuffle, boogie."""
        stage, rng, metre, chart = self.stage, self.stage.rng, self.chart.metre, self.chart
        style, start = style or self.style, number * metre
        following = chart.at(start + metre)
        put = lambda beat, pitch, length, v=0: stage.play(self.player, start + beat, length, pitch, loud + v)
        parts = chart.bar(number) or [(0, metre, chart.at(start))]
        if style in ("walk", "waltz"):
            for offset, length, change in parts:
                after = chart.at(start + offset + length)
                beats = max(1, int(length))
                root = self.low(change.root if rng.random() < 0.85 else rng.choice(change.tones[1:3]))
                line, up = [root], rng.random() < 0.5
                for i in range(1, beats):
                    if i == beats - 1:
                        goal = self.low(after.root, line[-1] + rng.choice((-3, 3)))
                        line.append(goal + rng.choice((-1, 1, -1, 1, -2, 2, 7 if goal < 40 else -5)))
                    else:
                        classes = change.tones if rng.random() < 0.6 else change.scale
                        line.append(nearest(line[-1] + (rng.choice((2, 3, 4)) if up else -rng.choice((2, 3, 4))), classes, -3, 3))
                for i, pitch in enumerate(line):
                    beat = offset + i
                    put(beat, pitch, rng.uniform(0.8, 1.0), 5 if i % 2 else 0)
                    if rng.random() < 0.09:
                        stage.play(self.player, start + beat + rng.choice((0.5, 2 / 3)), 0.25, rng.choice((pitch, pitch, self.low(change.root))), loud - 22)
                self.last = min(max(line[-1], self.player.low + 3), self.player.low + 19)
            return
        for offset, length, change in parts:
            root = self.low(change.root, self.player.low + 8)
            fifth = root + 7 if root < self.player.low + 9 else root - 5
            third = root + (change.tones[1] - change.root) % 12
            if style == "two":
                put(offset, root, min(1.8, length * rng.choice((0.45, 0.85))))
                if length >= 4:
                    put(offset + 2, fifth if rng.random() < 0.75 else third, rng.choice((0.9, 1.7)))
                    if rng.random() < 0.25:
                        put(offset + 3 + rng.choice((0, 0.5)), self.low(following.root, root) + rng.choice((-1, 1, 2)), 0.5, -8)
            elif style == "bossa":
                put(offset, root, 1.4)
                if length >= 4:
                    put(offset + 1.5, fifth, 0.45, -10)
                    put(offset + 2, fifth, 1.4)
                    put(offset + 3.5, self.low(following.root, root) if rng.random() < 0.5 else root, 0.45, -8)
            elif style == "tumbao":
                put(offset + 1.5 if length >= 4 else offset, fifth, 1.2)
                if length >= 4:
                    put(offset + 3, self.low(following.root, root), 1.4)
            elif style == "pedal":
                for beat in rng.choice(((0,), (0, 1.5), (0, 2.5), (0, 3), (0, 1.5, 3))):
                    if beat < length:
                        put(offset + beat, root if beat == 0 or rng.random() < 0.6 else fifth, 1.3)
            elif style == "straight":
                for beat in range(int(length * 2)):
                    if beat == 0 or rng.random() < 0.6:
                        put(offset + beat / 2, rng.choice((root, root, fifth, root + 12)), 0.45)
            else:
                put(offset, root, length * 0.9)

    def solo(self, line):
        """Plays an improvised line."""
        for beat, length, pitch, velocity, how in line:
            self.stage.play(self.player, beat, length, pitch, velocity + 8, **how)


class Drummer:
    """A kit in a style: swing, brushes, two, bossa, latin, waltz, straight, march, hats; `busy` is how much it talks."""

    def __init__(self, stage, traits, style):
        self.stage, self.style, self.metre = stage, style, stage.metre
        self.busy, self.ride = traits.uniform(0.1, 0.7), traits.choice((RIDE, RIDE, RIDE, 59, CLOSED))
        self.feather, self.clave, self.grid = traits.random() < 0.6, traits.choice(CLAVES), traits.choice((0, 1))
        self.foot = traits.random() < 0.85

    def bar(self, number, heat=0.5, fill=False, crash=False, style=None, comp=True):
        """One bar."""
        stage, rng, metre, style = self.stage, self.stage.rng, self.metre, style or self.style
        start, level = number * metre, 0.75 + 0.4 * heat
        hit = lambda drum, beat, v: stage.hit(drum, start + beat, v * level)
        if crash and style not in ("brushes", "bossa"):
            hit(rng.choice((CRASH, 57, self.ride)), 0, 54 + 22 * heat)
            hit(KICK, 0, 80)
        if fill:
            return self.fill(number, rng.choice((1, 2, 2, metre)), heat, style)
        if style in ("swing", "two", "waltz", "hats"):
            cymbal = {"hats": CLOSED}.get(style, self.ride)
            for beat in range(metre):
                back = beat % 2 == 1
                if style == "hats":
                    hit(CLOSED if back else OPEN, beat, 78 if back else 66)
                    if back or rng.random() < 0.1:
                        hit(CLOSED, beat + 0.5, 54)
                else:
                    hit(BELL if rng.random() < 0.02 else cymbal, beat, 76 if back else 64)
                    if (back and rng.random() < 0.88) or rng.random() < 0.14:
                        hit(cymbal, beat + 0.5, 52)
                if self.foot and style != "hats" and (back if metre == 4 else beat == 1):
                    hit(PEDAL, beat, 62)
                if self.feather and rng.random() < 0.8 and (style != "two" or not back):
                    hit(KICK, beat, 36 if style != "two" else 58)
            if comp:
                for eighth in range(metre * 2):
                    if rng.random() < self.busy * heat * (0.42 if eighth % 2 else 0.18):
                        ghost = rng.random() < 0.55
                        hit(rng.choice((SNARE, SNARE, SNARE, KICK, SIDE)), eighth / 2, 40 if ghost else 78)
                if style == "two" or (style == "hats" and self.grid):
                    for beat in range(1, metre, 2):
                        hit(SNARE, beat, 58)
        elif style == "brushes":
            for beat in range(metre):
                hit(SWIRL, beat, 50 if beat % 2 else 44)
                hit(SNARE, beat, 38 if beat % 2 == 0 else 58)
                if rng.random() < (0.8 if beat % 2 else 0.3):
                    hit(SNARE, beat + (0.5 if rng.random() < 0.7 else 1 / 3), 34)
                if beat % 2 == 1 and self.foot:
                    hit(PEDAL, beat, 52)
                if self.feather:
                    hit(KICK, beat, 32)
            if rng.random() < self.busy * 0.4:
                hit(rng.choice((SLAP, SNARE, TOMS[3])), rng.choice((1.5, 2.5, 3.5)) % metre, 66)
        elif style in ("bossa", "latin"):
            for eighth in range(metre * 2):
                hit(RIDE if style == "latin" and self.grid else CLOSED, eighth / 2, 60 if eighth % 2 == 0 else 46)
            for beat in (0, 1.5, 2, 3.5) if style == "bossa" else (0, 1.5, 3) if rng.random() < 0.7 else (0, 2.5):
                if beat < metre:
                    hit(KICK, beat, 62 if beat == int(beat) else 48)
            half = number % 2 * 4
            for beat in self.clave:
                if half <= beat < half + 4:
                    hit(SIDE, beat - half, 72)
            if style == "latin":
                for eighth in range(metre * 2):
                    if rng.random() < 0.5:
                        hit(rng.choice((62, 63, 63, 64)), eighth / 2, rng.choice((48, 70)))
                if self.grid:
                    for beat in range(metre):
                        hit(56, beat, 58)
            if self.foot:
                hit(PEDAL, 1, 50), hit(PEDAL, 3 % metre, 50)
        elif style == "march":
            for beat in range(metre):
                hit(KICK if beat % 2 == 0 else SNARE, beat, 70)
                for part in (0.5,) if rng.random() < 0.6 else (0.5, 0.75):
                    if rng.random() < 0.6:
                        hit(SNARE, beat + part, 46)
                if beat % 2:
                    hit(57 if rng.random() < 0.25 else PEDAL, beat, 55)
                if rng.random() < 0.2:
                    hit(rng.choice((76, 77, 56)), beat + 0.5, 55)
        else:  # straight eighths
            for eighth in range(metre * 2):
                hit(self.ride, eighth / 2, 66 if eighth % 2 == 0 else 50)
                if rng.random() < 0.2 * self.busy + 0.05:
                    hit(rng.choice((SNARE, SIDE, KICK)), eighth / 2, rng.choice((38, 66)))
            hit(KICK, 0, 70), hit(SNARE if self.grid else SIDE, 2, 72)

    def fill(self, number, beats, heat, style):
        """Time until the last `beats`, then the drums speak."""
        stage, rng, metre = self.stage, self.stage.rng, self.metre
        start = number * metre
        for beat in range(metre - beats):
            stage.hit(self.ride if style != "brushes" else SNARE, start + beat, 60)
        self.solo(start + metre - beats, beats, heat)

    def solo(self, start, beats, heat):
        """Free playing on snare, toms and kick: triplets, rolls, accents, gaps."""
        stage, rng = self.stage, self.stage.rng
        now = 0.0
        while now < beats:
            kind = rng.random()
            steps = (1 / 3, 1 / 3, 1 / 3) if kind < 0.4 else (0.25,) * 4 if kind < 0.55 else (0.5, 0.5) if kind < 0.85 else (1,)
            drums = rng.choice(((SNARE,), (SNARE, SNARE, TOMS[1]), TOMS[:3], (SNARE, KICK), (TOMS[2], TOMS[5], KICK), (SNARE, CRASH)))
            for step in steps:
                if rng.random() < 0.9 and now < beats:
                    stage.hit(rng.choice(drums), start + now, rng.choice((52, 64, 80, 98)) * (0.7 + 0.4 * heat))
                now += step
        if rng.random() < 0.5:
            for beat in range(1, int(beats), 2):
                stage.hit(PEDAL, start + beat, 60)


class Comper:
    """Chords behind the others: rootless, shells or fourths on piano, guitar, vibes, organ; styles comp, pad, four, bossa, montuno, pompe, strum."""

    def __init__(self, stage, player, chart, traits, style="comp"):
        self.stage, self.player, self.chart, self.style, self.last = stage, player, chart, style, None
        self.cells = traits.sample(COMPS, 6)
        self.bossa = traits.sample(BOSSA_COMPS, 2)
        self.montuno = traits.choice(MONTUNOS)
        self.voicing = traits.choices(("rootless", "shell", "quartal"), (5, 2, 2))[0]
        self.centre, self.notes, self.busy = traits.randint(56, 63), traits.choice((3, 4, 4, 5)), traits.uniform(0.5, 0.95)

    def chord(self, change):
        """A voicing near the last."""
        rng = self.stage.rng
        if self.voicing == "quartal" or rng.random() < 0.05:
            return quartal(change, rng, self.centre - 2)
        if self.voicing == "shell":
            return close([change.tones[1], change.tones[-1], change.tones[2 if rng.random() < 0.5 else 0]], self.centre, self.last)
        self.last = rootless(change, rng, self.centre, self.last, self.notes)
        return self.last

    def bar(self, number, heat=0.5, style=None):
        """One bar."""
        stage, rng, metre = self.stage, self.stage.rng, self.chart.metre
        style, start = style or self.style, number * metre
        at = lambda beat: self.chart.at(start + beat + (0.5 if beat % 1 else 0))
        if style == "pad":
            for offset, length, change in self.chart.bar(number):
                stage.chord(self.player, start + offset, length * 0.97, self.chord(change), 54 + 14 * heat)
        elif style == "four":
            for beat in range(metre):
                change = self.chart.at(start + beat)
                tones = close([change.tones[0], change.tones[1], change.tones[-1]], 55, self.last)
                stage.chord(self.player, start + beat, rng.uniform(0.25, 0.55), tones, (66 if beat % 2 else 56) + 14 * heat, 0.03)
        elif style == "pompe":
            for beat in range(metre):
                tones = close(self.chart.at(start + beat).tones, 56)
                stage.chord(self.player, start + beat, 0.5 if beat % 2 == 0 else 0.16, tones, 88 if beat % 2 else 68, 0.04)
                if beat % 2 == 0 and rng.random() < 0.5:
                    stage.chord(self.player, start + beat + 0.75 + rng.uniform(0, 0.1), 0.08, tones[1:], 48, 0.03)
        elif style == "strum":
            for beat in range(metre):
                tones = close(self.chart.at(start + beat).tones, 62)
                stage.chord(self.player, start + beat, 0.3, tones, 84 if beat % 2 else 72, 0.06)
                if rng.random() < 0.2:
                    stage.chord(self.player, start + beat + 0.5, 0.2, tones, 62, 0.05)
        elif style in ("bossa", "montuno"):
            cell = self.bossa[number % 2] if style == "bossa" else self.montuno
            for beat in cell:
                tones = self.chord(at(beat))
                if style == "montuno":
                    tones = tones[:2] + [tones[0] + 12, tones[-1] + 12]
                stage.chord(self.player, start + beat, rng.choice((0.4, 0.6, 0.9)), tones, 66 + 16 * heat)
        elif rng.random() < self.busy:
            cell = rng.choice(self.cells) if rng.random() < 0.8 else rng.choice(COMPS)
            for i, beat in enumerate(cell):
                if beat < metre:
                    length = rng.choice((0.25, 0.35, 0.5, 1.2, 2.0))
                    until = (cell[i + 1] if i + 1 < len(cell) else metre + 0.5) - beat
                    stage.chord(self.player, start + beat, min(length, until * 0.95), self.chord(at(beat)), 58 + 22 * heat + (6 if beat % 1 else 0))
