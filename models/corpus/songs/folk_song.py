"""Songs from the Nottingham tunes: melody on a folk instrument, chords picked, strummed or held."""
import mido

from corpus.music.score import DRUMS, Score

LEADS = (40, 40, 110, 73, 21, 21, 22, 105, 24, 25, 72, 15, 109, 71)
BACKS = {"strum": (24, 25, 25, 105, 15), "pick": (24, 25, 46), "hold": (21, 20, 109, 48), "oompah": (25, 24, 21, 0)}


def read(path):
    """Melody and chords as (start, length, pitch) in quarter notes, tempo, quarter notes a bar."""
    song, parts, tempo, bar = mido.MidiFile(path), [], 500000, 4.0
    for track in song.tracks:
        tick, begun, found = 0, {}, []
        for message in track:
            tick += message.time
            if message.type == "set_tempo":
                tempo = message.tempo
            elif message.type == "time_signature":
                bar = message.numerator * 4 / message.denominator
            elif message.type == "note_on" and message.velocity:
                begun[message.note] = tick
            elif message.type in ("note_on", "note_off") and message.note in begun:
                start = begun.pop(message.note)
                found.append((start / song.ticks_per_beat, (tick - start) / song.ticks_per_beat, message.note))
        if found:
            parts.append(sorted(found))
    return parts[0], parts[1] if len(parts) > 1 else [], mido.tempo2bpm(tempo), bar


def back(score, rng, channel, how, start, length, pitches, bar):
    """One chord in the manner named."""
    root, pulse = min(pitches), 0.75 if bar in (1.5, 3.0) and how != "oompah" and bar == 1.5 else 0.5
    if how == "hold":
        for p in pitches:
            score.note(channel, p + 12, start, length * 0.97, 58)
        return
    steps = max(1, round(length / pulse))
    for i in range(steps):
        at = start + i * pulse
        if how == "pick":
            score.note(channel, (pitches + [root + 12])[(0, 2, 1, 3)[i % 4] % (len(pitches) + 1)] + 12, at, pulse * 1.5, 70 + rng.gauss(0, 5))
        elif how == "strum" and (i % 2 == 0 or rng.random() < 0.6):
            for k, p in enumerate(pitches if i % 2 == 0 else pitches[::-1]):
                score.note(channel, p + 12, at + k * 0.02, pulse, (76 if i % 2 == 0 else 60) + rng.gauss(0, 5))
        elif how == "oompah":
            for p in ([root] if i % 2 == 0 else [q + 12 for q in pitches]) if i % 4 < 3 else []:
                score.note(channel, p, at, pulse * 0.8, 74)


def compose(song, sources, folder, seconds, rng):
    """Repeats the tune until the song is full; lead and backing change from one time through to the next."""
    melody, chords, tempo, bar = read(sources.path("nottingham") / song.detail["file"])
    score = Score(min(180, max(70, tempo)) * rng.uniform(0.8, 1.1))
    shift = rng.randint(-5, 4)
    by_start = {}
    for start, length, pitch in chords:
        by_start.setdefault(start, [length, []])[1].append(pitch + shift)
    hows = rng.sample(sorted(BACKS), 2)
    leads = rng.sample(sorted(set(LEADS)), 2) if rng.random() < 0.5 else [rng.choice(LEADS)] * 2
    for i in range(2):
        score.voice(i, leads[i], rng.randint(85, 120), rng.randint(40, 88))
        score.voice(2 + i, rng.choice(BACKS[hows[i]]), rng.randint(60, 95), rng.randint(20, 108))
    score.singer = 0 if song.sung else None
    bass = rng.random() < 0.5
    score.voice(4, rng.choice((32, 43, 33)), rng.randint(70, 100), 64)
    drum = rng.choice((None, None, 54, 41, 70))
    if drum:
        score.voice(DRUMS, 0, rng.randint(50, 85))
    end = max(n[0] + n[1] for n in melody + chords)
    period = max(1, round(end / bar)) * bar
    wanted, turn = seconds * score.tempo / 60, 0
    while turn * period < wanted:
        at = turn * period
        for start, length, pitch in melody:
            beat = start % bar == 0
            score.note(turn % 2, pitch + shift, at + start + rng.gauss(0, 0.01), length * rng.choice((0.8, 0.95)),
                       (98 if beat else 86) + rng.gauss(0, 6))
        for start, (length, pitches) in by_start.items():
            for i in range(2 if turn % 3 == 2 else 1):
                back(score, rng, 2 + (turn + i) % 2, hows[(turn + i) % 2], at + start, length, sorted(pitches), bar)
            if bass:
                score.note(4, min(pitches) - 12, at + start, min(length, 2) * 0.9, 84)
        if drum and turn:
            for i in range(int(period / 0.5)):
                if i % 2 == 0 or rng.random() < 0.4:
                    score.note(DRUMS, drum, at + i * 0.5, 0.2, 72 if i % 4 == 0 else 52)
        turn += 1
    return score
