"""The genre in ID3 tags: before and in mp3, and in a chunk of wav and aiff."""

import io
import re
import shutil

from audio_file import rewound
from mutagen import MutagenError
from mutagen.apev2 import APEv2
from mutagen.id3 import ID3, TALB, TCON, TDRC, TIT2, TPE1, TRCK, BitPaddedInt, Frames, ID3NoHeaderError

PADDING = 1024      # of a new tag, so that the next change need not move the audio
ID3_HEADER = 10
FRAME_UNSYNCHRONISED = 0x02


class GenreFrameOnly(dict):
    """For mutagen: TCON is known, and every other frame is kept as the bytes it is."""

    def __init__(self):
        super().__init__(TCON=TCON)

    def __contains__(self, name):       # how the sizes are written is judged by all the names
        return name in Frames


def load_id3(load, translate=False, v2_version=3):
    """The tag that load(**options) reads, as near to the bytes as can be; ID3v2.2, which nobody writes any more, becomes 2.3."""
    tags = None if translate else load(known_frames=GenreFrameOnly(), translate=False, load_v1=False)
    if tags is None or tags.version[1] == 2:
        tags = load(load_v1=False, v2_version=v2_version)
    elif tags.version[1] == 4 and tags.f_unsynch:
        # What the tag said of all its frames, each now says for itself.
        tags.unknown_frames = [f[:9] + bytes([f[9] | FRAME_UNSYNCHRONISED]) + f[10:] for f in tags.unknown_frames]
    return tags


def id3_version(tags):
    return 4 if tags.version[1] in (1, 4) else 3


def id3_genres(tags):
    return list(tags["TCON"].genres) if tags is not None and "TCON" in tags else []


def is_verbatim(tags):
    """Whether the frames are as the file has them, not translated from another version."""
    return tags is not None and tags.size > 0 and tags.version[1] >= 3


def id3_rest(tags, verbatim):
    if tags is None:
        return []
    if verbatim:
        return sorted(bytes(frame) for frame in tags.unknown_frames if len(frame) > ID3_HEADER)
    return [re.sub("encoding=[^,]*, ", "", repr(frame)) for key, frame in sorted(tags.items()) if key != "TCON"]


def set_id3_genres(tags, genres):
    tags.delall("TCON")
    if genres:
        ascii_only = all(genre.isascii() for genre in genres)
        encoding = 0 if ascii_only else 3 if id3_version(tags) == 4 else 1
        tags.add(TCON(encoding=encoding, text=genres))


def mp3_tags(file, **how):
    """The ID3v2 tag; without one, what a new one has to say, lest players that read it alone lose the titles; and the file's other genres."""
    try:
        ape = APEv2(rewound(file))
    except MutagenError:
        ape = {}
    other = list(ape["Genre"]) if "Genre" in ape else []
    try:
        return load_id3(lambda **options: ID3(rewound(file), **options), **how), other
    except ID3NoHeaderError:
        pass
    try:
        tags = ID3(rewound(file))       # of an ID3v1 tag
        other = other or id3_genres(tags)
        tags.delall("TCON")
    except ID3NoHeaderError:
        tags = ID3()
    for key, frame in (("Title", TIT2), ("Artist", TPE1), ("Album", TALB), ("Track", TRCK), ("Year", TDRC)):
        if key in ape:
            tags.setall(frame.__name__, [frame(encoding=3, text=list(ape[key]))])
    return tags, other


def id3_length(file):
    header = rewound(file).read(ID3_HEADER)
    if header[:3] != b"ID3":
        return 0
    footer = ID3_HEADER if header[3] == 4 and header[5] & 0x10 else 0
    return ID3_HEADER + BitPaddedInt(header[6:10]) + footer


def write_mp3(source, target, genres):
    """A new tag, and behind it the old file from where its tag ended, byte for byte: audio, APE and ID3v1 tags."""
    tags, _ = mp3_tags(source)
    set_id3_genres(tags, genres)
    old_length = id3_length(source)
    if len(tags) or tags.unknown_frames:
        rendered = io.BytesIO()
        tags.save(rendered, v1=0, v2_version=id3_version(tags), v23_sep=None, padding=lambda info: PADDING)
        content = rendered.getvalue()[:-PADDING]
        length = old_length if old_length >= len(content) else len(content) + PADDING
        target.write(content[:6] + BitPaddedInt.to_str(length - ID3_HEADER, width=4) + content[ID3_HEADER:])
        target.write(bytes(length - len(content)))
    source.seek(old_length)
    shutil.copyfileobj(source, target, 1 << 20)


def chunk_tags(kind, file, **how):
    return load_id3(lambda **options: kind(rewound(file), **options).tags, **how)


def write_chunk(kind, file, genres):
    tags = chunk_tags(kind, file)
    if tags is None:
        audio = kind(rewound(file))
        audio.add_tags()
        tags = audio.tags
    set_id3_genres(tags, genres)
    rewound(file)
    if len(tags) or tags.unknown_frames:
        tags.save(file, v2_version=id3_version(tags), v23_sep=None)
    else:
        tags.delete(file)


def same_id3(load_before, load_after):
    """Whether all but the genre is the same in two tags: by the bytes of the frames or, where the version is another, by what they mean."""
    before, after = load_before(), load_after()
    verbatim = is_verbatim(before)
    if not verbatim and is_verbatim(after):
        after = load_after(translate=True, v2_version=after.version[1])
    return id3_rest(before, verbatim) == id3_rest(after, verbatim)
