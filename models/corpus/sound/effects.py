"""Effects on mono float32 at 22 050 Hz: delay, reverb, chorus, pumping, risers, vinyl; `rng` is a random.Random."""
import numpy as np
from scipy import signal

from corpus.music.score import RATE
from corpus.sound.synth import low_pass


def noise(rng, length):
    """White noise from a random.Random."""
    return np.random.Generator(np.random.PCG64(rng.getrandbits(64))).standard_normal(length).astype(np.float32)


def echo(x, seconds, feedback, level):
    """A delay whose repeats grow darker."""
    out, repeat, step = x.copy(), x, int(seconds * RATE)
    for _ in range(4):
        repeat = np.concatenate((np.zeros(step, dtype=np.float32), signal.lfilter([0.6], [1, -0.4], repeat[:-step]).astype(np.float32))) * feedback
        out += repeat * level
    return out


def reverb(x, rng, seconds, level):
    """Convolution with decaying, darkening noise."""
    at = np.arange(int(seconds * RATE)) / RATE
    tail = noise(rng, len(at)) * np.exp(-6.9 * at / seconds)
    tail = signal.lfilter([1], [1, -rng.uniform(0.2, 0.8)], tail)
    wet = signal.oaconvolve(x, tail / np.sqrt(np.sum(tail ** 2)))[:len(x)]
    return (x + level * wet).astype(np.float32)


def wow(x, rng, cents, rate=0.6):
    """Slow drift of pitch, as of a worn tape; with a copy added to it, a chorus."""
    at = np.arange(len(x))
    depth = cents / 1200 * np.log(2) * RATE / (2 * np.pi * rate)
    moved = at + depth * np.sin(2 * np.pi * rate * at / RATE + rng.uniform(0, 6))
    return np.interp(moved, at, x).astype(np.float32)


def pump(x, kicks, beat, depth):
    """Ducks at every kick (s) and lets go over a beat (s): the side-chained compressor."""
    gain = np.ones(len(x), dtype=np.float32)
    shape = 1 - depth * (1 - np.linspace(0, 1, int(beat * 0.8 * RATE)) ** 0.7)
    for kick in kicks:
        a = int(kick * RATE)
        if 0 <= a < len(x):
            gain[a:a + len(shape)] = np.minimum(gain[a:a + len(shape)], shape[:len(x) - a])
    return x * gain


def riser(rng, length, rising=True):
    """Filtered noise that climbs (or falls) over its length."""
    blocks = -(-length // 256)
    way = np.linspace(0, 1, blocks) if rising else np.linspace(1, 0, blocks)
    sound = low_pass(noise(rng, length), 300 * 2 ** (5 * way), rng.uniform(1, 5))
    return sound * np.repeat(way ** 1.5, 256)[:length].astype(np.float32) * 0.5


def vinyl(rng, length):
    """Crackle and rumble of a worn record."""
    clicks = np.zeros(length, dtype=np.float32)
    for _ in range(int(length / RATE * rng.uniform(3, 25))):
        clicks[rng.randrange(length)] = rng.choice((-1, 1)) * rng.paretovariate(2.5) * 0.3
    hiss = noise(rng, length)
    clicks = signal.lfilter([1], [1, -0.5], np.clip(clicks, -3, 3))
    rumble = signal.sosfilt(signal.butter(1, 60, fs=RATE, output="sos"), hiss)
    return (clicks + 0.02 * signal.lfilter([1], [1, -0.7], hiss) + 0.1 * rumble).astype(np.float32)


def cut(x, hz, kind="lowpass", order=2):
    """A Butterworth filter; `hz` is one frequency, or two for a band."""
    return signal.sosfilt(signal.butter(order, hz, kind, fs=RATE, output="sos"), x).astype(np.float32)
