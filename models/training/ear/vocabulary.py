"""What the published networks' classes mean to us: which speak of a genre, and which are sounds, voices and moods worth a word.

AudioSet's classes are numbered as in its list of 527 (research.google.com/audioset, CC BY 4.0); the Million Song Dataset's tags as
in the 50 of Won et al. The map was made by hand from what the words mean, before any recording was judged by it.
"""
SOUNDS_OF_GENRES = {
    "Blues": (251,), "Classical": (237, 238, 184), "Electronic": (239, 240, 241, 242, 243, 244, 245, 247, 236),
    "Electronic Chill": (246, 253), "Folk": (233, 231, 229, 264), "Hip Hop": (217, 36, 218), "Jazz": (235,), "Jazz Piano": (235,),
    "Pop": (216,), "Rhythm n Blues": (226, 232), "Rock": (219, 220, 221, 222, 223, 225), "Soft Rock": (265,), "Soul": (227, 259),
    "Swing": (230,)}
TAGS = ("rock", "pop", "alternative", "indie", "electronic", "female vocalists", "dance", "00s", "alternative rock", "jazz", "beautiful",
        "metal", "chillout", "male vocalists", "classic rock", "soul", "indie rock", "Mellow", "electronica", "80s", "folk", "90s", "chill",
        "instrumental", "punk", "oldies", "blues", "hard rock", "ambient", "acoustic", "experimental", "female vocalist", "guitar",
        "Hip-Hop", "70s", "party", "country", "easy listening", "sexy", "catchy", "funk", "electro", "heavy metal", "Progressive rock",
        "60s", "rnb", "indie pop", "sad", "House", "happy")
TAGS_OF_GENRES = {
    "Blues": ("blues",), "Classical": ("instrumental",), "Electronic": ("electronic", "electronica", "electro", "House", "dance"),
    "Electronic Chill": ("chillout", "chill", "ambient"), "Folk": ("folk", "acoustic", "country"), "Hip Hop": ("Hip-Hop",),
    "Jazz": ("jazz",), "Jazz Piano": (), "Pop": ("pop", "catchy", "indie pop", "party"), "Rhythm n Blues": ("rnb",),
    "Rock": ("rock", "alternative rock", "classic rock", "indie rock", "hard rock", "metal", "heavy metal", "punk", "Progressive rock"),
    "Soft Rock": ("easy listening",), "Soul": ("soul", "funk"), "Swing": ("oldies",)}

# Name -> (AudioSet classes, General MIDI programs from 0 that make the sound; None where no program does).
INSTRUMENTS = {
    "piano": ((153,), range(0, 4)), "electric piano": ((154,), range(4, 6)), "harpsichord": ((160,), (6,)),
    "organ": ((155, 156, 157), range(16, 21)), "accordion": ((209,), (21, 23)), "harmonica": ((208,), (22,)),
    "acoustic guitar": ((143,), (24, 25)), "electric guitar": ((141,), range(26, 32)), "steel guitar": ((144,), None),
    "bass guitar": ((142,), range(33, 40)), "double bass": ((194,), (32, 43)), "banjo": ((147,), (105,)), "mandolin": ((149,), None),
    "ukulele": ((151,), None), "sitar": ((148,), (104,)), "harp": ((199,), (46,)), "violin": ((191,), (40, 110)), "cello": ((193,), (42,)),
    "strings": ((189, 190), range(40, 52)), "orchestra": ((184,), None), "trumpet": ((187,), (56, 59)), "trombone": ((188,), (57,)),
    "brass": ((185,), range(56, 64)), "saxophone": ((197,), range(64, 68)), "clarinet": ((198,), (71,)), "flute": ((196,), range(72, 76)),
    "bagpipes": ((210,), (109,)), "synthesizer": ((158,), range(80, 104)), "drums": ((162,), "drums"), "drum machine": ((163,), None),
    "tabla": ((170,), None), "timpani": ((169,), (47,)), "mallets": ((180, 181, 182), range(9, 14)), "bells": ((200, 205), (14,)),
    "scratching": ((215,), None)}
VOICES = {"singing": ((27,), "sung"), "male singing": ((32,), None), "female singing": ((33,), None), "choir": ((28,), (52, 53)),
          "rap": ((36,), None), "beatboxing": ((218,), None), "a cappella": ((255,), None), "chant": ((30,), None), "speech": ((0,), "spoken")}
# Sound -> the published tag network, and its tags, that tell the same: a second opinion on recordings, of which nobody has the notes.
OPINIONS = {"piano": ("jamendo", ("piano",)), "electric piano": ("jamendo", ("electricpiano",)), "acoustic guitar": ("jamendo", ("acousticguitar",)),
            "electric guitar": ("jamendo", ("electricguitar",)), "bass guitar": ("jamendo", ("bass",)), "violin": ("jamendo", ("violin",)),
            "strings": ("jamendo", ("strings", "orchestral")), "orchestra": ("jamendo", ("orchestral",)), "synthesizer": ("jamendo", ("synthesizer",)),
            "drums": ("jamendo", ("drums",)), "drum machine": ("jamendo", ("drummachine",)), "singing": ("jamendo", ("voice",)),
            "male singing": ("tags", ("male vocalists",)), "female singing": ("tags", ("female vocalists", "female vocalist")),
            "rap": ("tags", ("Hip-Hop",))}
# Name -> (tags of ours, tags of MTG-Jamendo that tell the same).
MOODS = {"happy": (("happy",), ("happy",)), "sad": (("sad",), ("emotional",)), "mellow": (("Mellow",), ("relaxing",)),
         "relaxing": (("chillout", "chill"), ("relaxing",)), "energetic": (("party", "dance"), ("energetic",))}
JAMENDO = ("alternative", "ambient", "atmospheric", "chillout", "classical", "dance", "downtempo", "easylistening", "electronic", "experimental",
           "folk", "funk", "hiphop", "house", "indie", "instrumentalpop", "jazz", "lounge", "metal", "newage", "orchestral", "pop", "popfolk",
           "poprock", "reggae", "rock", "soundtrack", "techno", "trance", "triphop", "world", "acousticguitar", "bass", "computer", "drummachine",
           "drums", "electricguitar", "electricpiano", "guitar", "keyboard", "piano", "strings", "synthesizer", "violin", "voice", "emotional",
           "energetic", "film", "happy", "relaxing")
OTHER = {"applause": (67,), "crowd": (69,), "rain": (289,), "wind": (283,), "birds": (111,), "waves": (295,)}


def sounds():
    """Every sound that may be told by AudioSet's classes: (name, kind, classes, what in a rendered song makes it)."""
    return [(name, kind, classes, made) for kind, table in (("instrument", INSTRUMENTS), ("voice", VOICES)) for name, (classes, made) in table.items()] \
        + [(name, "sound", classes, None) for name, classes in OTHER.items()]
