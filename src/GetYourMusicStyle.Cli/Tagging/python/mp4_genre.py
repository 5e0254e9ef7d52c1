"""The genre in the tag list of MP4 files (m4a, mp4)."""

from audio_file import rewound
from mutagen import mp4

GENRE_ATOMS = (b"\xa9gen", b"gnre")


def other_atoms(file):
    """Name and contents of the atoms of the tag list that are no genre."""
    try:
        tag_list = mp4.Atoms(rewound(file)).path(b"moov", b"udta", b"meta", b"ilst")[-1]
    except KeyError:
        return []
    return [(atom.name, atom.read(file)[1]) for atom in tag_list.children or [] if atom.name not in GENRE_ATOMS]


def write_mp4(file, genres):
    audio = mp4.MP4(rewound(file))
    if audio.tags is None:
        audio.add_tags()
    tags = audio.tags
    tags.clear()
    if genres:
        tags["\xa9gen"] = genres
    tags._failed_atoms.clear()          # what mutagen does not understand, it writes back as it was
    for name, data in other_atoms(file):
        tags._failed_atoms.setdefault(name.decode("latin-1"), []).append(data)
    tags.save(rewound(file))
