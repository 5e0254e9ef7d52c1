"""Electronic, Electronic Chill and Hip Hop from pattern numbers: grooves, synthesisers, sampled drums and loops, rap, and a
sound-font instrument or several among them. The pattern's own generator decides what is played, the song's how."""
import random
from math import ceil

import mido
import numpy as np

from corpus.bands.electronic_styles import KINDS
from corpus.bands.grooves import bass_figure, chord_figure, fill, form, grid
from corpus.music.harmony import song_chords
from corpus.music.melody import lead, swung
from corpus.music.score import DRUMS, PPQ, RATE, Score
from corpus.sound import loops, rap, synth
from corpus.sound.effects import cut, echo, pump, reverb, riser, vinyl, wow

GM_BASS, GM_LEADS = (38, 39, 33, 36, 87, 35), (80, 81, 73, 11, 65, 26, 84, 53, 85, 4, 56, 22, 104, 78)
GM_DRUMS = {"K": 36, "S": 38, "C": 39, "H": 42, "O": 46, "R": 37, "T": 45, "P": 70, "Y": 51, "B": 40, "Z": 49}
ROLES = {"bass": "bass", "chords": "pluck", "pad": "pad", "arp": "pluck", "lead": "lead"}
LEVELS = {"drums": 1.0, "loop": 0.5, "bass": 0.75, "chords": 0.42, "pad": 0.3, "arp": 0.28, "lead": 0.36, "fx": 0.22}


class Song:
    """What one pattern plays: notes of each part in seconds, drum events, and how each part sounds."""

    def __init__(self, pattern, kind, seconds, rng, sung):
        self.kind, self.sung = kind, sung
        self.score = Score(pattern.uniform(*kind.tempo))
        self.beat = 60 / self.score.tempo
        self.swing = pattern.uniform(*kind.swing)
        self.bars = ceil(seconds / self.beat / 4) + 2
        slow = pattern.choice((1, 1, 2)) if self.score.tempo > 105 else 1
        chords, self.key = song_chords(pattern, kind.pools, self.bars)
        self.chords = [chords[b // slow] for b in range(self.bars)]
        self.form = form(pattern, self.bars, kind.calm, pattern.random() < kind.steady)
        self.notes = {part: [] for part in ROLES}
        self.drums = []
        self.loose = rng.uniform(0.001, 0.008) if kind.swing[1] < 0.55 else rng.uniform(0.003, 0.015)
        self._drums(pattern, rng)
        self._harmony(pattern, rng)
        self._melody(pattern, rng)

    def parts(self, bar):
        """The parts that play in a bar."""
        return next(parts for first, size, _, parts in reversed(self.form) if bar >= first)

    def _at(self, bar, beat, rng):
        return (bar * 4 + swung(beat * 2, self.swing) / 2) * self.beat + rng.gauss(0, self.loose)

    def _drums(self, pattern, rng):
        name = pattern.choice(self.kind.grids)
        main = grid(pattern, name)
        other = [e for e in main if pattern.random() < 0.85] + [e for e in grid(pattern, name) if e[1] in "KHP" and pattern.random() < 0.2]
        ends, filled = {first + size - 1 for first, size, _, _ in self.form}, fill(pattern)
        every = pattern.random() < 0.6
        for bar in range(self.bars):
            if "drums" not in self.parts(bar):
                continue
            events = filled if bar in ends and every and name != "none" else (main, main, main, other)[bar % 4]
            if bar - 1 in ends and name != "none" and pattern.random() < 0.5:
                events = [*events, (0, "Z", 90)]
            self.drums += [(self._at(bar, b, rng), lane, v + rng.gauss(0, 4)) for b, lane, v in events]

    def _harmony(self, pattern, rng):
        basses, rhythms = [bass_figure(pattern, pattern.choice(self.kind.basses)) for _ in range(2)], [chord_figure(pattern, pattern.choice(self.kind.chords)) for _ in range(2)]
        arp, low, centre, fixed = chord_figure(pattern, "arp"), pattern.choice((28, 31, 33, 36)), pattern.choice((52, 57, 60, 64)), pattern.random() < 0.2
        for bar, chord in enumerate(self.chords):
            parts, half = self.parts(bar), bar // 8 % 2
            root = low + ((self.key if fixed else chord.root) - low) % 12
            for beat, held, up, loud in basses[half]:
                if "bass" in parts and beat // 4 == bar % 2:
                    self.notes["bass"].append((self._at(bar, beat % 4, rng), held * self.beat, root + up, 95 * loud + rng.gauss(0, 4)))
            tones = sorted(centre - 6 + (chord.root + t - centre + 6) % 12 for t in chord.tones)
            for part, figure in (("chords", rhythms[half]), ("pad", [(0, 4, "chord")]), ("arp", arp)):
                for beat, held, tone in figure if part in parts else ():
                    at = self._at(bar, beat, rng)
                    pitches = tones if tone == "chord" else [[*tones, *(t + 12 for t in tones)][tone % (2 * len(tones))] + (12 if part == "arp" else 0)]
                    self.notes[part] += [(at + i * rng.uniform(0, 0.008), held * self.beat, p, 80 + rng.gauss(0, 6)) for i, p in enumerate(pitches)]

    def _melody(self, pattern, rng):
        tune = Score(self.score.tempo)
        tune.singer = 0
        singing = self.sung == "sung"
        section = (lambda bar: bar // 8 % 4 != 3) if singing else (lambda bar: "lead" in self.parts(bar))
        lead(tune, 0, random.Random(pattern.random()), self.chords, self.key, 4, section, 0.5 if self.swing < 0.53 else self.swing, pattern.choice((67, 72, 76)), pattern.uniform(0.2, 0.8))
        if singing:
            self.score.sung = tune.sung
        elif self.sung != "spoken" or pattern.random() < 0.2:
            self.notes["lead"] = tune.sung


def to_sound_font(song, pattern, rng, part, pumped):
    """Gives a part to a sound-font instrument, ducked by the kicks where the song pumps."""
    score, programs = song.score, {"bass": GM_BASS, "lead": GM_LEADS}.get(part, song.kind.keys)
    channel = score.free_channel()
    score.voice(channel, pattern.choice(programs), rng.randint(80, 115), rng.randint(40, 88))
    for at, held, pitch, loud in song.notes[part]:
        score.note(channel, pitch, at / song.beat, held / song.beat, loud)
    for at, lane, _ in song.drums if pumped else ():
        for i in range(6 if lane == "K" else 0):
            score.add((at / song.beat + i * 0.13) * PPQ, mido.Message("control_change", channel=channel, control=11, value=(35, 50, 75, 95, 115, 127)[i]))


def synth_layer(song, pattern, rng, parts, drums, pumped):
    """The layer of synthesisers, drums and effects: a function of (start s, end s)."""
    kind, seed = song.kind, rng.getrandbits(48)
    patches = {part: synth.random_patch(pattern, ROLES[part] if part != "chords" or pattern.random() < 0.6 else "pad") for part in parts}
    kit = (loops.machine_kit if pattern.random() < 0.45 else loops.sampled_kit)(pattern) if drums else {}
    if drums and pattern.random() < 0.4:
        kit |= {lane: sound for lane, sound in loops.sampled_kit(pattern).items() if pattern.random() < 0.5}
    looped = pattern.random() < kind.loops
    loop_seed, alone = pattern.random(), pattern.random() < 0.4
    mix = {part: LEVELS[part] * 2 ** pattern.gauss(0, 0.4) for part in LEVELS}
    slides = "bass" in parts and pattern.random() < kind.glide
    spaces = {part: (pattern.uniform(0.4, 3), pattern.uniform(0.05, 0.6), pattern.choice((0.5, 0.75, 1)), pattern.uniform(0, 0.5) if pattern.random() < 0.5 else 0) for part in parts}
    risers, crackle, dull = pattern.random() < kind.risers, pattern.random() < kind.vinyl, pattern.random() < kind.dull
    sweeping, depth, dark, bad_tape = pattern.random() < 0.4, pattern.uniform(0.4, 0.95), pattern.uniform(1200, 5500), pattern.uniform(2, 14)

    def layer(start, end):
        chance, length = random.Random(seed), int((end - start) * RATE)
        total = np.zeros(length, dtype=np.float32)
        kicks = [at - start for at, lane, _ in song.drums if lane == "K"]

        def add(sound, name, duck=True):
            active = sound[np.abs(sound) > 0.05 * (np.max(np.abs(sound)) + 1e-9)]
            if len(active):
                sound = sound * np.float32(mix[name] * 0.2 / np.sqrt(np.mean(active ** 2)))
                np.add(total, pump(sound, kicks, song.beat, depth) if pumped and duck else sound, out=total)

        opening = [next((energy for first, _, energy, _ in reversed(song.form) if at >= first * 4 * song.beat), 1) * 2 - 2 for at in np.linspace(start, end, 40)] if sweeping else None
        for part in parts:
            notes = [(at - start, held, pitch, loud) for at, held, pitch, loud in song.notes[part] if start <= at < end]
            if notes and slides and part == "bass":
                add(synth.slide(notes, length, chance, 0.06, depth * 2), part)
            elif notes:
                sound = synth.play(patches[part], notes, length, chance, opening if part != "bass" else None)
                seconds, wet, beats, repeats = spaces[part]
                if part != "bass":
                    sound = echo(sound, beats * song.beat, 0.55, repeats) if repeats else sound
                    sound = reverb(sound, chance, seconds, wet)
                add(sound, part)
        if crackle:
            add(vinyl(chance, length), "fx", False)
        if looped:
            sound = loops.loop(random.Random(loop_seed), song.bars, song.beat)[int(start * RATE):][:length]
            sound = np.pad(sound, (0, length - len(sound)))
            for first, size, _, playing in song.form:
                if "loop" not in playing and "drums" not in playing:
                    sound[max(0, int((first * 4 * song.beat - start) * RATE)):max(0, int(((first + size) * 4 * song.beat - start) * RATE))] = 0
            add(cut(sound, 250, "highpass") if not alone else sound, "loop", False)
        if risers:
            for first, _, energy, _ in song.form[1:]:
                stop, size = int((first * 4 * song.beat - start) * RATE), int(8 * song.beat * RATE)
                if size < stop < length:
                    total[stop - size:stop] += riser(chance, size) * 0.25 * energy
        if drums:
            add(loops.hits(kit, [(at - start, lane, loud) for at, lane, loud in song.drums], length, chance), "drums", False)
        if dull:
            total = cut(wow(total, chance, bad_tape), dark)
        return np.tanh(total * 1.2) * np.float32(0.5)

    return layer


def compose(song, sources, folder, seconds, rng):
    """A song of a pattern: `song.detail["pattern"]` decides form, grooves, chords, bass, sounds and tempo."""
    pattern = random.Random(f"{song.genre}/{song.detail['pattern']}")
    kind = pattern.choice(KINDS[song.genre])
    made = Song(pattern, kind, seconds, rng, song.sung)
    pumped = pattern.random() < kind.pump
    playing = [part for part in ROLES if made.notes[part]]
    own = [part for part in playing if pattern.random() < 0.4] or [pattern.choice([p for p in playing if p in ("chords", "bass", "lead")] or playing)]
    if pattern.random() < 0.08:
        own = []
    for part in own:
        to_sound_font(made, pattern, rng, part, pumped)
    drums = pattern.random() < 0.82
    if not drums:
        made.score.voice(DRUMS, pattern.choice((24, 25, 0, 8)), 110)
        for at, lane, loud in made.drums:
            made.score.note(DRUMS, GM_DRUMS[lane], at / made.beat, 0.2, loud)
    made.score.layers.append((synth_layer(made, pattern, rng, [p for p in playing if p not in own], drums, pumped), rng.uniform(0, 7) if "chords" in own else rng.uniform(3, 9)))
    if song.sung == "spoken":
        seed, first = rng.getrandbits(48), pattern.choice((0, 8, 16)) * 4 * made.beat
        made.score.layers.append((lambda start, end: rap.verse(random.Random(seed), start, end, made.beat, made.swing, first), rng.uniform(-2, 5)))
    return made.score
