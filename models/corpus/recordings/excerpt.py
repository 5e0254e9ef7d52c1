"""Stretches of recordings as 22 050 Hz mono FLAC, and where in a track they are taken."""
import subprocess

import soundfile

from corpus.sound.production import RATE

CHUNK_S = 30


def duration(path):
    """Length in seconds; 0 when it cannot be read."""
    try:
        with soundfile.SoundFile(str(path)) as file:
            if 0 < file.frames < 4 * 3600 * file.samplerate:
                return file.frames / file.samplerate
    except RuntimeError:
        pass
    told = subprocess.run(["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", str(path)], capture_output=True, text=True, check=False)
    try:
        return float(told.stdout)
    except ValueError:
        return 0.0


def starts(length_s, most):
    """Where up to `most` chunks begin, spread over a track less its intro (30 s, or as much as there is) and last 5 s."""
    skip = min(30.0, max(0.0, length_s - 5 - CHUNK_S))
    room = length_s - 5 - skip
    count = min(most, int(room // CHUNK_S))
    if count <= 1:
        return [round(skip, 1)] if count else []
    return [round(skip + (room - CHUNK_S) * i / (count - 1), 1) for i in range(count)]


def cut(inputs, start_s, target):
    """Decodes 30 s from `start_s` on (several inputs are stems, added up) to `target`, once; False when there is little but silence."""
    if target.exists():
        return target.stat().st_size > 0
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    mix = f"amix=inputs={len(inputs)}:normalize=0," if len(inputs) > 1 else ""
    chain = f"{mix}aresample={RATE}:resampler=soxr:precision=20,aformat=channel_layouts=mono,apad,atrim=end_sample={CHUNK_S * RATE}"
    done = subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-y", *(word for one in inputs for word in ("-ss", str(start_s), "-t", str(CHUNK_S + 1), "-i", str(one))),
                           "-filter_complex", chain, "-map_metadata", "-1", "-flags", "+bitexact", "-ac", "1", "-sample_fmt", "s16", "-f", "flac", str(part)],
                          check=False, capture_output=True, text=True, errors="replace", timeout=300)
    if done.returncode:
        raise OSError(f"ffmpeg: {(done.stderr.strip().splitlines() or ['no reason given'])[-1]}")
    pcm, _ = soundfile.read(part, dtype="float32")
    heard = len(pcm) == CHUNK_S * RATE and (abs(pcm).reshape(CHUNK_S, -1).max(axis=1) > 0.003).mean() > 0.8
    if not heard:
        part.write_bytes(b"")
    part.rename(target)
    return bool(heard)
