"""What each genre is made of: the share of songs from each collection, and which drummers suit it."""

GENRES = ("Blues", "Classical", "Electronic", "Electronic Chill", "Folk", "Hip Hop", "Jazz", "Jazz Piano", "Pop",
          "Rhythm n Blues", "Rock", "Soft Rock", "Soul", "Swing")

# Sound-font families of independent descent: file and Debian package. (MuseScore's and the mono FluidR3 are FluidR3's kin,
# and as .sf3 several times slower to load.)
FAMILIES = {
    "fluidr3": ("/usr/share/sounds/sf2/FluidR3_GM.sf2", "fluid-soundfont-gm"),
    "timgm6mb": ("/usr/share/sounds/sf2/TimGM6mb.sf2", "timgm6mb-soundfont"),
    "gmbank": ("/usr/share/sounds/sf2/sf_GMbank.sf2", "csound-soundfont"),
    "opl3": ("/usr/share/sounds/sf2/OPL-3_FM_128M.sf2", "opl3-soundfont"),
}

SHARES = {
    "Blues": {"mma": 0.5, "groove-midi": 0.5},
    "Classical": {"openscore-quartets": 0.5, "mma": 0.25, "templates": 0.25},
    "Electronic": {"mma": 0.55, "templates": 0.45},
    "Electronic Chill": {"mma": 0.4, "templates": 0.35, "groove-midi": 0.25},
    "Folk": {"nottingham": 0.55, "mma": 0.45},
    "Hip Hop": {"groove-midi": 0.5, "mma": 0.25, "templates": 0.25},
    "Jazz": {"mma": 0.6, "groove-midi": 0.4},
    "Jazz Piano": {"mma": 0.4, "templates": 0.35, "groove-midi": 0.25},
    "Pop": {"pop909": 0.4, "mma": 0.4, "groove-midi": 0.2},
    "Rhythm n Blues": {"mma": 0.5, "groove-midi": 0.5},
    "Rock": {"mma": 0.5, "groove-midi": 0.5},
    "Soft Rock": {"mma": 0.4, "pop909": 0.35, "groove-midi": 0.25},
    "Soul": {"mma": 0.5, "groove-midi": 0.5},
    "Swing": {"mma": 0.6, "groove-midi": 0.4},
}

# Share of songs whose lead is sung (Hip Hop: spoken), where there is a lead.
SUNG = {"Blues": 0.45, "Classical": 0.1, "Electronic": 0.25, "Electronic Chill": 0.15, "Folk": 0.35, "Hip Hop": 0.65, "Jazz": 0.2,
        "Jazz Piano": 0.05, "Pop": 0.6, "Rhythm n Blues": 0.6, "Rock": 0.55, "Soft Rock": 0.6, "Soul": 0.6, "Swing": 0.25}

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
