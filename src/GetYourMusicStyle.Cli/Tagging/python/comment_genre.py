"""The genre in Vorbis comments: flac, and ogg with Vorbis, Opus, FLAC or Speex in it."""

from audio_file import Refused, rewound
from id3_genre import id3_length
from mutagen import flac, oggflac, oggopus, oggspeex, oggvorbis
from mutagen.ogg import OggPage


def take(data, offset):
    length = int.from_bytes(data[offset:offset + 4], "little")
    end = offset + 4 + length
    if end > len(data):
        raise Refused("its comments are damaged")
    return data[offset + 4:end], end


def raw_comments(data):
    """Vendor and comments as bytes."""
    vendor, offset = take(data, 0)
    count = int.from_bytes(data[offset:offset + 4], "little")
    offset += 4
    comments = []
    for _ in range(count):
        comment, offset = take(data, offset)
        comments.append(comment)
    return vendor, comments


def comments_but_genre(data):
    vendor, comments = raw_comments(data)
    return [vendor, *(comment for comment in comments if not comment.upper().startswith(b"GENRE="))]


def set_comment_genres(tags, genres):
    """The genres stand where the first one stood."""
    old = [i for i, (name, _) in enumerate(tags) if name.upper() == "GENRE"]
    at, name = (old[0], tags[old[0]:old[0] + 1][0][0]) if old else (len(tags), "GENRE")
    entries = list(tags)
    kept_before, kept_after = entries[:at], [entry for i, entry in enumerate(entries[at:], at) if i not in old]
    tags[:] = kept_before + [(name, genre) for genre in genres] + kept_after


def flac_rest(file):
    file.seek(id3_length(file) + 4)
    parts, last = [], False
    while not last:
        header = file.read(4)
        last, kind, length = header[0] & 0x80, header[0] & 0x7F, int.from_bytes(header[1:4], "big")
        block = file.read(length)
        if kind == 4:
            parts.append(comments_but_genre(block))
        elif kind != 1:
            parts.append([bytes([kind]), block])
    # A file without comments may get some that say nothing but who wrote them.
    return sorted(part for part in parts if len(part) > 1)


def write_flac(file, genres):
    audio = flac.FLAC(rewound(file))
    if audio.tags is None:
        audio.add_tags()
    set_comment_genres(audio.tags, genres)
    audio.save(rewound(file))


def ogg_kind(file):
    start = OggPage(rewound(file)).packets[0]
    for magic, kind, comment_magic in OGG:
        if start.startswith(magic):
            return kind, comment_magic
    raise Refused("Ogg files of this kind cannot be tagged")


def ogg_rest(file):
    _, magic = ogg_kind(file)
    pages, serial = [], OggPage(rewound(file)).serial
    while not pages or not (pages[-1].complete or len(pages[-1].packets) > 1):
        page = OggPage(file)
        if page.serial == serial:
            pages.append(page)
    return comments_but_genre(OggPage.to_packets(pages, strict=False)[0][magic:])


def write_ogg(file, genres):
    kind, _ = ogg_kind(file)
    audio = kind(rewound(file))
    set_comment_genres(audio.tags, genres)
    audio.save(rewound(file))


# How the stream begins, who reads it, and how many bytes of the comment packet come before the comments.
OGG = [
    (b"OpusHead", oggopus.OggOpus, 8),
    (b"\x01vorbis", oggvorbis.OggVorbis, 7),
    (b"\x7fFLAC", oggflac.OggFLAC, 4),
    (b"Speex   ", oggspeex.OggSpeex, 0),
]
