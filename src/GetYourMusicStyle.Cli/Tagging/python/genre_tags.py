"""The genres in the tags of a file, by mutagen, and all else in the tags kept as it is.

What kind a file is, its contents tell. Mutagen is asked to understand the genre alone; other ID3 frames and MP4 atoms pass through it as the
bytes they are.
"""

import shutil

from audio_file import Refused, rewound
from comment_genre import flac_rest, ogg_kind, ogg_rest, write_flac, write_ogg
from id3_genre import chunk_tags, id3_genres, id3_length, mp3_tags, same_id3, write_chunk, write_mp3
from mp4_genre import other_atoms, write_mp4
from mutagen import MutagenError, aiff, flac, mp3, mp4, wave

TAGGABLE = "mp3, wav, aiff, flac, ogg, opus and m4a or mp4 can"
OTHERS = (b"\x1aE\xdf\xa3", b"0&\xb2u", b"MAC ", b"wvpk", b"TTA1", b"tBaK", b"MPCK", b"MP+", b"caff", b".snd", b"riff", b"RIF", b"RF64", b"BW64",
          b"FORM", b"FRM8", b"DSD ", b"#!AMR", b"ajkg", b"OggS")
WITH_CHUNKS = {"wav": wave.WAVE, "aiff": aiff.AIFF}


def kind_of(file):
    head = rewound(file).read(12)
    if head[:4] == b"RIFF" and head[8:] == b"WAVE":
        return "wav"
    if head[:4] == b"FORM" and head[8:] in (b"AIFF", b"AIFC"):
        return "aiff"
    if head[4:8] == b"ftyp":
        return "mp4"
    if head[:4] == b"OggS":
        return "ogg"
    start = id3_length(file)
    file.seek(start)
    head = file.read(4)
    if head == b"fLaC":
        return "flac"
    adts = len(head) == 4 and head[0] == 0xFF and head[1] & 0xF6 == 0xF0
    try:
        if not adts and not head.startswith(OTHERS) and not mp3.MPEGInfo(rewound(file), start).sketchy:
            return "mp3"
    except MutagenError:
        pass
    raise Refused(f"files of this kind cannot be tagged; {TAGGABLE}")


def read(file):
    """The genres of a file, the first first."""
    kind = kind_of(file)
    if kind == "mp3":
        tags, other = mp3_tags(file)
        genres = id3_genres(tags) or other
    elif kind in WITH_CHUNKS:
        genres = id3_genres(chunk_tags(WITH_CHUNKS[kind], file))
    elif kind == "ogg":
        genres = ogg_kind(file)[0](rewound(file)).tags.get("genre", [])
    elif kind == "flac":
        genres = (flac.FLAC(rewound(file)).tags or {}).get("genre", [])
    else:
        genres = (mp4.MP4(rewound(file)).tags or {}).get("\xa9gen", [])
    return [genre for genre in genres if genre.strip()]


def write(source, target, genres):
    """Makes target a copy of source with these genres."""
    kind = kind_of(source)
    if kind == "mp3":
        write_mp3(source, target, genres)
        return
    shutil.copyfileobj(rewound(source), target, 1 << 20)
    target.flush()
    if kind in WITH_CHUNKS:
        write_chunk(WITH_CHUNKS[kind], target, genres)
    else:
        {"flac": write_flac, "ogg": write_ogg, "mp4": write_mp4}[kind](target, genres)


def same_but_genre(source, target):
    """Whether everything else in the tags of two files is the same."""
    kind = kind_of(source)
    if kind_of(target) != kind:
        return False
    if kind in ("flac", "ogg", "mp4"):
        rest = {"flac": flac_rest, "ogg": ogg_rest, "mp4": lambda file: sorted(other_atoms(file))}[kind]
        return rest(source) == rest(target)
    if kind == "mp3":
        return same_id3(lambda **options: mp3_tags(source, **options)[0], lambda **options: mp3_tags(target, **options)[0])
    chunked = WITH_CHUNKS[kind]
    return same_id3(lambda **options: chunk_tags(chunked, source, **options), lambda **options: chunk_tags(chunked, target, **options))
