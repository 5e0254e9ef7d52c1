"""What each genre is made of: the share of songs from each collection, and which drummers suit it."""

GENRES = ("Blues", "Classical", "Electronic", "Electronic Chill", "Folk", "Hip Hop", "Jazz", "Jazz Piano", "Pop",
          "Rhythm n Blues", "Rock", "Soft Rock", "Soul", "Swing")

# Sound-font families of independent descent: file and Debian package, or file in a set of sources.json and that set. (MuseScore's and the mono FluidR3 are FluidR3's kin,
# and as .sf3 several times slower to load.)
FAMILIES = {
    "fluidr3": ("/usr/share/sounds/sf2/FluidR3_GM.sf2", "fluid-soundfont-gm"),
    "timgm6mb": ("/usr/share/sounds/sf2/TimGM6mb.sf2", "timgm6mb-soundfont"),
    "gmbank": ("/usr/share/sounds/sf2/sf_GMbank.sf2", "csound-soundfont"),
    "opl3": ("/usr/share/sounds/sf2/OPL-3_FM_128M.sf2", "opl3-soundfont"),
    "sonivox": ("sonivox.sf2", "sonivox"),
}

# Shares of the collections in a genre.
SHARES = {
    "Blues": {"patterns": 0.45, "groove-midi": 0.25, "mma": 0.3},
    "Classical": {"patterns": 0.2, "openscore-quartets": 0.5, "mma": 0.2, "templates": 0.1},
    "Electronic": {"patterns": 0.6, "mma": 0.25, "templates": 0.15},
    "Electronic Chill": {"patterns": 0.6, "groove-midi": 0.15, "mma": 0.15, "templates": 0.1},
    "Folk": {"patterns": 0.3, "nottingham": 0.4, "mma": 0.3},
    "Hip Hop": {"patterns": 0.6, "groove-midi": 0.25, "mma": 0.07, "templates": 0.08},
    "Jazz": {"patterns": 0.4, "groove-midi": 0.25, "mma": 0.35},
    "Jazz Piano": {"patterns": 0.6, "groove-midi": 0.15, "mma": 0.15, "templates": 0.1},
    "Pop": {"patterns": 0.25, "pop909": 0.35, "groove-midi": 0.1, "mma": 0.3},
    "Rhythm n Blues": {"patterns": 0.55, "groove-midi": 0.25, "mma": 0.2},
    "Rock": {"patterns": 0.4, "groove-midi": 0.3, "mma": 0.3},
    "Soft Rock": {"patterns": 0.3, "pop909": 0.3, "groove-midi": 0.15, "mma": 0.25},
    "Soul": {"patterns": 0.55, "groove-midi": 0.25, "mma": 0.2},
    "Swing": {"patterns": 0.4, "groove-midi": 0.2, "mma": 0.4},
}

# How often a collection's patterns may serve; mma's files hold several grooves each.
ROUNDS = {"mma": 2, "templates": 2}

# Share of songs that are sung, and spoken over, where there is a lead: nearly the same everywhere, so that a voice tells no genre.
VOICES = dict.fromkeys(GENRES, (0.5, 0.0)) | {"Classical": (0.1, 0.0), "Jazz Piano": (0.1, 0.0), "Hip Hop": (0.15, 0.4), "Pop": (0.45, 0.05),
                                              "Electronic": (0.4, 0.1), "Electronic Chill": (0.4, 0.1), "Rhythm n Blues": (0.45, 0.05)}

# Beginnings of drum styles that suit a genre, best first, with the tempo they may have.
DRUMMERS = {
    "Blues": (("blues", "rock/shuffle", "neworleans/shuffle", "funk/purdieshuffle", "rock/rockabilly", "rock"), (50, 125)),
    "Electronic Chill": (("hiphop", "pop/soft", "reggae", "rock/halftime", "afrobeat"), (60, 100)),
    "Hip Hop": (("hiphop", "funk"), (60, 108)),
    "Jazz": (("jazz/fusion", "jazz/linear", "jazz", "latin/brazilian-bossa", "latin", "afrocuban"), (60, 300)),
    "Jazz Piano": (("jazz/swing", "jazz", "latin/brazilian-bossa"), (60, 220)),
    "Pop": (("pop", "dance", "rock", "highlife"), (80, 150)),
    "Rhythm n Blues": (("funk", "neworleans", "hiphop"), (70, 130)),
    "Rock": (("rock", "punk"), (80, 205)),
    "Soft Rock": (("pop/soft", "country", "rock/folk", "rock"), (60, 112)),
    "Soul": (("soul", "gospel", "funk"), (65, 140)),
    "Swing": (("jazz/swing", "jazz/fast", "jazz/mediumfast", "jazz/march", "jazz", "neworleans/secondline"), (80, 300)),
}
# Genres whose mma songs may exchange mma's drums for a performance that no other group has.
MIXED = ("Hip Hop", "Soul", "Rhythm n Blues", "Rock", "Soft Rock", "Pop")
# Drum-only files in a metre the small band cannot play.
ODD = ("zoom/blues34", "zoom/blues68", "zoom/rock34")
