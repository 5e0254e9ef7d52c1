"""Drums that are sampled: kits of single hits and drum loops from Debian packages, and a synthetic drum machine.

A kit is a dict of lanes (letters of band.LANES) to float32 samples at 22 050 Hz. Loops are cut into slices, which are
re-pitched, shuffled and set to the tempo: what a sampler does.
"""
from functools import lru_cache
from pathlib import Path

import numpy as np
import soundfile
from scipy import signal

from corpus.music.score import RATE
from corpus.sound.effects import cut, noise

LMMS = Path("/usr/share/lmms/samples")
SONIC = Path("/usr/share/sonic-pi/samples")
HYDROGEN = Path("/usr/share/hydrogen/data/drumkits")
DAMAGED = ("kick04.ogg",)  # in lmms-common

# Drum loops and the beats in them.
LOOPS = {LMMS / f"beats/{name}.ogg": beats for name, beats in {
    "909beat01": 8, "break01": 4, "break02": 4, "break03": 4, "electro_beat01": 8, "electro_beat02": 4, "house_loop01": 4, "jungle01": 8,
    "rave_hihat01": 8, "rave_kick01": 8, "rave_kick02": 8}.items()} | {SONIC / f"loop_{name}.flac": beats for name, beats in {
        "breakbeat": 4, "compus": 16, "electric": 4, "mehackit1": 4, "mehackit2": 4, "perc1": 4, "perc2": 4, "weirdo": 8, "mika": 16,
        "safari": 16, "tabla": 16, "industrial": 2}.items()}

# Single hits by lane: glob patterns in the three folders.
HITS = {
    "K": (LMMS, "drums/kick*", LMMS, "drums/bassdrum*", SONIC, "bd_*", SONIC, "*kick*", HYDROGEN, "*/*Kick*", HYDROGEN, "HardElectro1/*BD*"),
    "S": (LMMS, "drums/snare*", SONIC, "sn_*", SONIC, "*snare*", HYDROGEN, "*/*[Ss]nare*", HYDROGEN, "HardElectro1/*SN*"),
    "C": (LMMS, "drums/clap*", SONIC, "perc_snap*", HYDROGEN, "*/*Clap*", LMMS, "drums/snare_elec*"),
    "H": (LMMS, "drums/hihat_closed*", SONIC, "drum_cymbal_closed*", HYDROGEN, "*/*Hat*Cl*", HYDROGEN, "HardElectro1/*CHH*", HYDROGEN, "*/*HatClosed*"),
    "O": (LMMS, "drums/hihat_opened*", SONIC, "drum_cymbal_open*", HYDROGEN, "*/*Hat*Op*", HYDROGEN, "HardElectro1/*OHH*"),
    "R": (LMMS, "drums/*rim*", LMMS, "drums/sidestick*", LMMS, "drums/wood*", SONIC, "elec_wood*", SONIC, "elec_tick*", HYDROGEN, "*/*Click*"),
    "T": (LMMS, "drums/tom*", SONIC, "drum_tom*", HYDROGEN, "*/*Tom*", SONIC, "elec_fuzz_tom*"),
    "P": (LMMS, "drums/shaker*", SONIC, "elec_plip*", SONIC, "elec_twip*", SONIC, "tabla_t*"),
    "Y": (LMMS, "drums/ride*", SONIC, "elec_cymbal*", HYDROGEN, "*/*Ride*"),
    "B": (LMMS, "drums/snare_muffled*", SONIC, "perc_swash*"),
    "Z": (LMMS, "drums/crash*", SONIC, "drum_splash*", HYDROGEN, "*/*Crash*"),
}


@lru_cache(maxsize=400)
def load(path):
    """A sound file as mono float32 at 22 050 Hz, peak 1, at most 12 s."""
    pcm, rate = soundfile.read(path, dtype="float32", always_2d=True, frames=12 * 48000)
    pcm = pcm.mean(axis=1)
    if rate != RATE:
        pcm = signal.resample_poly(pcm, RATE, rate) if rate in (44100, 48000) else np.interp(np.arange(0, len(pcm), rate / RATE), np.arange(len(pcm)), pcm)
    return (pcm / (np.max(np.abs(pcm)) + 1e-6)).astype(np.float32)


@lru_cache(maxsize=None)
def files(lane):
    """The hits there are for a lane, sorted."""
    names = HITS[lane]
    return sorted({p for folder, glob in zip(names[::2], names[1::2]) for p in folder.glob(glob) if p.suffix in (".wav", ".ogg", ".flac") and p.name not in DAMAGED})


def repitch(x, ratio):
    """Plays so many times faster and higher."""
    return np.interp(np.arange(0, len(x) - 1, ratio), np.arange(len(x)), x).astype(np.float32)


def sampled_kit(rng):
    """A kit of recorded hits, each re-pitched and shortened at random."""
    kit = {}
    for lane in sorted(HITS):
        hit = repitch(load(rng.choice(files(lane))), 2 ** rng.gauss(0, 0.12))[:int(RATE * (2 if lane in "ZY" else 0.8))]
        at = np.arange(len(hit)) / RATE
        kit[lane] = hit * np.exp(-at / rng.uniform(0.1, 1.2)).astype(np.float32)
    return kit


def machine_kit(rng):
    """A drum machine: sines with falling pitch and shaped noise, every parameter random."""
    u = rng.uniform

    def drum(low, high, fall, decay, click=0.0, dirt=0.0):
        at = np.arange(int(min(1.5, decay * 5) * RATE)) / RATE
        body = np.sin(2 * np.pi * np.cumsum(low + (high - low) * np.exp(-at / fall)) / RATE) * np.exp(-at / decay)
        body += click * noise(rng, len(at)) * np.exp(-at / 0.003)
        return np.tanh(body * (1 + dirt)).astype(np.float32)

    def hiss(low, high, decay, bursts=(0,)):
        at = np.arange(int(min(2, decay * 5 + 0.05) * RATE)) / RATE
        shape = sum(np.where(at >= b, np.exp(-(at - b) / (decay if b == bursts[-1] else 0.006)), 0) for b in bursts)
        sound = cut(noise(rng, len(at)), (low, min(high, 10900)), "bandpass") * shape
        return (sound / (np.max(np.abs(sound)) + 1e-6)).astype(np.float32)

    def metal(decay, low):
        at = np.arange(int(min(2, decay * 5) * RATE)) / RATE
        sound = sum(signal.square(2 * np.pi * f * u(0.95, 1.05) * at) for f in (205, 304, 370, 523, 540, 800)) / 6 + u(0, 1) * noise(rng, len(at)) * 0.3
        sound = cut(sound, low, "highpass", 4) * np.exp(-at / decay)
        return (sound / (np.max(np.abs(sound)) + 1e-6)).astype(np.float32)

    snare, tail = drum(u(150, 230), u(250, 400), 0.02, u(0.05, 0.15)), hiss(u(800, 2500), u(6000, 10500), u(0.05, 0.25))
    size = max(len(snare), len(tail))
    snare = np.pad(snare, (0, size - len(snare))) * u(0.2, 0.8) + np.pad(tail, (0, size - len(tail))) * u(0.4, 0.9)
    bright = u(4000, 8000)
    return {"K": drum(u(40, 65), u(120, 450), u(0.006, 0.03), u(0.07, 0.4), u(0, 0.6), u(0, 3)), "S": snare.astype(np.float32),
            "C": hiss(u(700, 1200), u(2500, 6000), u(0.06, 0.25), (0, u(0.008, 0.012), u(0.018, 0.026))), "H": metal(u(0.015, 0.06), bright),
            "O": metal(u(0.15, 0.4), bright), "R": drum(u(400, 900), u(1200, 1800), 0.004, 0.015, 0.3), "T": drum(u(70, 140), u(150, 260), 0.05, u(0.1, 0.3)),
            "P": hiss(u(3000, 6000), 10500, u(0.02, 0.06)), "Y": metal(u(0.4, 0.9), u(3000, 6000)), "B": hiss(u(1500, 3000), 8000, u(0.05, 0.15)),
            "Z": metal(u(0.7, 1.2), u(2500, 5000))}


def hits(kit, events, length, rng):
    """Drums of `length` samples from (start s, lane, velocity 0..127); a closed hat stops an open one."""
    out = np.zeros(length, dtype=np.float32)
    events = sorted(events)
    closed = [s for s, lane, _ in events if lane == "H"]
    for start, lane, velocity in events:
        a = int(start * RATE)
        if a < 0 or a >= length or lane not in kit:
            continue
        sound = kit[lane]
        if lane == "O":
            after = closed[np.searchsorted(closed, start + 0.02)] if closed and closed[-1] > start + 0.02 else start + 9
            sound = sound[:max(300, int((after - start) * RATE))]
        sound = sound[:length - a]
        out[a:a + len(sound)] += sound * ((velocity / 127) ** 1.5 * (0.55 if lane in "HOPYZB" else 0.9 if lane == "S" else 1))
    return out


def loop(rng, bars, seconds_a_beat, swing=0.5, shuffle=0.3):
    """A drum loop for so many bars of 4/4 at a tempo: a recording in slices, some exchanged or repeated, the same every two bars."""
    path = rng.choice(sorted(LOOPS))
    source, beats = load(path), LOOPS[path]
    source = source[:int(min(len(source), RATE * 12))]
    ratio = len(source) / RATE / beats / seconds_a_beat  # of speeds
    ratio = (ratio if 0.7 < ratio < 1.45 else 2 ** (np.log2(ratio) % 1 if np.log2(ratio) % 1 < 0.5 else np.log2(ratio) % 1 - 1)) * 2 ** rng.gauss(0, 0.1)
    step = len(source) / beats / 2
    order = [(i + (rng.randrange(beats * 2) if rng.random() < shuffle else 0)) % (beats * 2) for i in range(16)]
    slices = [repitch(source[int(k * step):int((k + 1) * step) + 60], ratio) for k in order]
    out = np.zeros(int(bars * 4 * seconds_a_beat * RATE) + RATE, dtype=np.float32)
    slot = seconds_a_beat / 2 * RATE
    for i in range(bars * 8):
        a = int(i * slot)
        sound = slices[i % 16][:int(slot) + 60].copy()
        sound[-60:] *= np.linspace(1, 0, len(sound[-60:]))
        out[a:a + len(sound)] += sound
    return out
