"""Rap: rhymed lines spoken by espeak-ng, their syllables set on the beat by overlap-add, doubled and shaped like a vocal track."""
import subprocess

import numpy as np
from scipy import signal

from corpus.music.score import RATE
from corpus.sound.effects import cut, echo, reverb

VOICES = ("en-us", "en-gb", "en-us", "en-us", "en-029", "en-gb-scotland", "en-us-nyc", "fr-fr", "es-419", "de", "pt-br", "it")
VARIANTS = ("m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "f1", "f2", "f3", "f4", "f5", "klatt2", "klatt4", "Andy", "adam", "Gene", "linda", "steph",
            "belinda", "rob", "robert", "max", "Lee", "edward", "john", "travis", "victor", "Jacky")
RHYMES = ("night light fight right sight bright tight write", "street beat heat feet seat meet repeat complete", "day way say play pay stay away gray",
          "flow know show go slow low though pro", "time rhyme line mine fine shine sign design", "game name fame flame same claim shame train",
          "city pretty witty gritty committee pity", "mind find kind behind grind blind signed", "sound ground town down round found crowd loud",
          "soul gold cold hold old told bold control", "money funny honey sunny any many plenty", "back track stack black rap map trap that")
WORDS = ("I you we they my your the a this that every never always now here when where how brother sister mama people nobody somebody paper pavement "
         "corner window summer winter morning midnight rhythm record speaker needle pocket dollar hustle struggle trouble bubble double walking talking "
         "rolling holding running coming getting making taking breaking shaking feel need got been keep hear see want bring move ride rise turn burn "
         "learn earn drop stop pop top hot spot block clock stone phone zone alone home dream scheme team steam clean mean hand stand land plan man "
         "microphone telephone everyday another better number under over into through until because without before after").split()
SYLLABLES = "ba be bi bo ka ke la le li lo ma me mi mo na ne no pa pe pi po ra re ri ro sa se si so ta te ti to va ve vi vo cha che do da de".split()


def lines(rng, count, foreign):
    """So many lines, rhymed in pairs."""
    out = []
    while len(out) < count:
        ends = rng.sample(rng.choice(RHYMES).split(), 2)
        for end in ends:
            if foreign:
                words = ["".join(rng.choice(SYLLABLES) for _ in range(rng.choice((1, 2, 2, 3)))) for _ in range(rng.randint(4, 7))]
            else:
                words = [rng.choice(WORDS) for _ in range(rng.randint(5, 9))] + [end]
            out.append(" ".join(words))
    return out[:count]


def speak(text, voice, speed, pitch):
    """A line by espeak-ng (words a minute, pitch 0..99) as float32 at 22 050 Hz, without silence around it."""
    wav = subprocess.run(["espeak-ng", "-v", voice, "-s", str(speed), "-p", str(pitch), "--stdout", text], check=True, stdout=subprocess.PIPE,
                         stderr=subprocess.DEVNULL, timeout=20).stdout
    pcm = np.frombuffer(wav[44:len(wav) // 2 * 2], dtype="<i2").astype(np.float32) / 32768
    loud = np.flatnonzero(np.abs(pcm) > 0.02)
    return pcm[loud[0]:loud[-1]] if len(loud) else pcm[:0]


def onsets(x):
    """Starts of syllables in samples: where the level between 300 and 2500 Hz rises most, at least 0.1 s apart."""
    step = 110
    level = np.abs(cut(x, (300, 2500), "bandpass"))
    level = level[:len(level) // step * step].reshape(-1, step).mean(axis=1)
    rise = np.diff(np.convolve(level, np.hanning(9) / 4, "same"), prepend=0)
    peaks, _ = signal.find_peaks(rise, distance=20, height=np.max(rise) * 0.12)
    return peaks * step


def warp(x, times, places, length):
    """Stretches without changing pitch so that input samples `times` land on output samples `places` (WSOLA, Verhelst 1993)."""
    hop, window, search = 220, np.hanning(880).astype(np.float32), 160
    x = np.pad(x, (600, 1400))
    out, weight = np.zeros(length + 1000, dtype=np.float32), np.full(length + 1000, 1e-3, dtype=np.float32)
    where = np.interp(np.arange(0, length, hop), places, times) + 600 - 440
    before = None
    for i, at in enumerate(where.astype(int)):
        at = min(max(at, search), len(x) - 880 - search)
        if before is not None and before + 880 <= len(x) - hop:
            wanted = x[before + hop:before + hop + 440]
            near = x[at - search:at + search + 440]
            at += int(np.argmax(np.correlate(near, wanted, "valid"))) - search
        at = min(max(at, 0), len(x) - 880)
        out[i * hop:i * hop + 880] += x[at:at + 880] * window
        weight[i * hop:i * hop + 880] += window
        before = at
    return (out / np.maximum(weight, 0.1))[:length]


def verse(rng, start, end, beat, swing=0.5, first=0.0):
    """Rapped lines between two times of a song (s) of beat `beat` s, beginning with a bar of `first`; returns samples of that stretch."""
    length = int((end - start) * RATE)
    out, echoes = np.zeros(length, dtype=np.float32), np.zeros(length, dtype=np.float32)
    voice = rng.choice(VOICES)
    voice, foreign = f"{voice}+{rng.choice(VARIANTS)}", not voice.startswith("en")
    speed, pitch, size = rng.randint(150, 230), rng.randint(10, 75), 2 ** rng.uniform(-0.25, 0.2)
    bar = 4 * beat
    grid = beat / rng.choice((4, 4, 3, 2))
    span = 2 if beat < 0.42 else 1
    count = int((end - first) / bar / span) + 2
    text = lines(rng, count, foreign)
    hook = text[:2]
    resting = False
    for i in range(count):
        at = first + i * bar * span + rng.choice((0, 0, 0, 0.5, -0.5)) * beat
        resting = i % 16 in (14, 15) if rng.random() < 0.8 else False
        if resting or at < start or at + bar * span > end:
            continue
        chorus = i // 8 % 2 == 1 and rng.random() < 0.7
        line = hook[i % 2] if chorus else text[i]
        sound = speak(line, voice, speed, pitch + rng.randint(-6, 6))
        if len(sound) < 4000:
            continue
        sound = np.interp(np.arange(0, len(sound) - 1, size), np.arange(len(sound)), sound).astype(np.float32)
        marks = onsets(sound)
        marks = marks[marks > 800]
        room_ = bar * span * rng.uniform(0.8, 1.0) * RATE
        scale = np.clip(room_ / len(sound), 0.6, 1.5)
        places, used = [0.0], 0
        for mark in marks:
            place = max(used + 1, round(mark * scale / RATE / grid))
            used = place
            off = place * grid / beat
            late = (swing - 0.5) * beat if place % 2 and abs(grid - beat / 2) < 1e-6 or place % 4 == 2 and abs(grid - beat / 4) < 1e-6 else 0
            places.append((off * beat + late + rng.gauss(0, 0.008)) * RATE)
        finish = places[-1] + (len(sound) - (marks[-1] if len(marks) else 0)) * scale
        places.append(max(finish, places[-1] + 100))
        sound = warp(sound, np.concatenate(([0], marks, [len(sound)])), np.maximum.accumulate(places), int(places[-1]))
        doubles = [(0, 1.0)] + ([(rng.uniform(0.01, 0.03), 0.5)] if chorus or rng.random() < 0.15 else [])
        for late, loud in doubles:
            a = int((at - start + late) * RATE)
            part = sound[:max(0, length - a)]
            if a >= 0:
                out[a:a + len(part)] += part * loud
        if rng.random() < 0.2 and len(marks):  # an ad-lib: the last syllable again
            tail = sound[int(places[-2]):]
            a = int((at - start + bar * span) * RATE)
            if a < length:
                echoes[a:a + len(tail)] += tail[:length - a] * 0.5
    out += cut(echoes, (500, 4000), "bandpass")
    level = np.sqrt(np.convolve(out ** 2, np.full(1100, 1 / 1100), "same")) + 0.02
    out = out / level ** rng.uniform(0.3, 0.75)
    out = cut(out, rng.uniform(80, 250), "highpass")
    out = out + rng.uniform(0, 1) * cut(out, (2000, 5000), "bandpass", 1)
    if rng.random() < 0.4:
        out = echo(out, beat * rng.choice((0.25, 0.5, 1)), 0.5, rng.uniform(0.1, 0.4))
    if rng.random() < 0.6:
        out = reverb(out, rng, rng.uniform(0.2, 1.2), rng.uniform(0.03, 0.2))
    return np.tanh(out * rng.uniform(1, 3)).astype(np.float32)
