"""What happens to a log spectrogram while the CNN learns: the differences between rendered and real,
near and far, loud and quiet, that must not change the genre. Values are (dB+80)/80, so 0.0125 is 1 dB."""
import torch

DECIBEL = 1 / 80
SIZE = 100


def uniform(low, high, shape, rng):
    """Uniform random numbers in [low, high)."""
    return low + (high - low) * torch.rand(shape, generator=rng)


def warp(x, rng, rows=4, stretch=0.12):
    """Rolls and stretches time, and moves the frequency axis by up to `rows` (a row is about a semitone)."""
    n = len(x)
    scale = 1 + uniform(-stretch, stretch, (n, 1), rng)
    column = (uniform(0, SIZE, (n, 1), rng) + torch.arange(SIZE) * scale).long() % SIZE
    row = (torch.arange(SIZE) + torch.randint(-rows, rows + 1, (n, 1), generator=rng)).clamp(0, SIZE - 1)
    return x[torch.arange(n)[:, None, None], 0, row[:, :, None], column[:, None, :]][:, None]


def tilt(x, curve):
    """Adds a frequency response where anything sounds, then puts the maximum back to 0 dB."""
    x = torch.where(x > 0, x + curve, x)
    return (x + 1 - x.amax((2, 3), keepdim=True)).clamp(0, 1)


def equalise(x, rng, decibels=8.0, points=6):
    """Adds a smooth random frequency response of a few dB, then puts the maximum back to 0 dB."""
    curve = uniform(-decibels, decibels, (len(x), 1, points), rng) * DECIBEL
    curve = torch.nn.functional.interpolate(curve, SIZE, mode="linear", align_corners=True)[..., None]
    return tilt(x, curve)


def spectra(x, width=15):
    """Smoothed mean spectrum [N,1,100,1] of windows: how bright and how bass-heavy each is."""
    mean = torch.nn.functional.pad(x.mean(3), (width // 2, width // 2), mode="replicate")
    return torch.nn.functional.avg_pool1d(mean, width, 1)[..., None]


def match(x, recorded, rng, share=0.5):
    """Moves the mean spectrum of a share of the windows part of the way to that of a recording drawn at random
    from `recorded` (of `spectra`), so that rendered music gets the balance of produced music."""
    n = len(x)
    drawn = recorded[torch.randint(0, len(recorded), (n,), generator=rng)]
    amount = uniform(0, 1, (n, 1, 1, 1), rng) * (uniform(0, 1, (n, 1, 1, 1), rng) < share)
    return tilt(x, amount * (drawn - spectra(x)))


def hiss(x, rng, quietest=-90.0, loudest=-45.0):
    """Adds white noise to half of the windows, at a random level in dB below the maximum: what quantising
    a quiet copy to 16 bits, tape or lossy coding does. The power of noise in a bin is exponentially distributed."""
    some = torch.nonzero(torch.rand(len(x), generator=rng) < 0.5)[:, 0]
    quiet = x[some]
    level = uniform(quietest, loudest, (len(some), 1, 1, 1), rng)
    power = torch.pow(10.0, 8 * (quiet - 1)) - 1e-8
    noise = -torch.log1p(-torch.rand(quiet.shape, generator=rng)) * torch.pow(10.0, level / 10)
    x = x.clone()
    x[some] = (1 + torch.log10(power + noise + 1e-8) / 8).clamp(0, 1)
    return x


def mask(x, rng, widest=14):
    """Blanks one band of time and one of frequency with the window's mean (SpecAugment, Park et al. 2019)."""
    n, mean = len(x), x.mean((2, 3), keepdim=True)
    axis = torch.arange(SIZE)
    for shape in ((n, 1, SIZE, 1), (n, 1, 1, SIZE)):
        width = torch.randint(0, widest + 1, (n, 1), generator=rng)
        start = (uniform(0, 1, (n, 1), rng) * (SIZE - width)).long()
        blank = ((axis >= start) & (axis < start + width)).view(shape)
        x = torch.where(blank, mean, x)
    return x


def perturb(x, rng, recorded=None):
    """All of them on a batch [N,1,100,100] on the CPU; returns a new batch. `recorded` are `spectra` of real music, if any."""
    x = warp(x, rng)
    if recorded is not None:
        x = match(x, recorded, rng)
    return mask(hiss(equalise(x, rng), rng), rng)
