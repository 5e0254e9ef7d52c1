"""What sounds in a rendered song, by its notes, and free recordings that are learned from."""
import csv
import tempfile
import unittest
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import mido
import numpy as np
import soundfile

from corpus.music.score import DRUMS, Score
from corpus.recordings import real
from corpus.rendering import instruments, makers
from corpus.rendering.render import CHUNK, CHUNKS, SKIP

SONG = SimpleNamespace(id="a-0000", seed=1, sung="sung")
HEARD = CHUNKS * CHUNK      # seconds of a song that become clips, after SKIP


def score():
    """A beat a second, so that quarter notes are seconds."""
    made = Score(60)
    made.voice(0, 40)
    made.voice(1, 56)
    return made


def told(made, song=SONG):
    with mock.patch.object(makers, "compose", lambda *_: made):
        return instruments.of(song, None, None)


class Instruments(unittest.TestCase):
    def test_a_program_has_the_share_of_the_time_in_which_its_notes_sound(self):
        made = score()
        made.note(0, 60, SKIP, HEARD / 2 - 0.5, 90)
        made.note(1, 60, SKIP + 10, 5.5, 90)
        self.assertEqual({"40": 0.5, "56": 0.1}, told(made))

    def test_notes_at_once_count_once(self):
        made = score()
        for pitch in (60, 64, 67):
            made.note(0, pitch, SKIP, 5.5, 90)
        self.assertEqual({"40": 0.1}, told(made))

    def test_what_sounds_before_and_after_the_clips_is_not_in_them(self):
        made = score()
        made.note(0, 60, 0, SKIP - 1.5, 90)
        made.note(0, 60, SKIP + HEARD, 9.5, 90)
        made.note(1, 60, SKIP - 5, 10.5, 90)          # half of it is
        self.assertEqual({"56": 0.1}, told(made))

    def test_notes_struck_again_at_once_whatever_the_order_they_were_written_in_all_count(self):
        for order in (1, -1):
            made = score()
            for start in range(SKIP, SKIP + 20, 4)[::order]:
                made.note(0, 60, start, 4, 90)
            self.assertAlmostEqual(20 / HEARD, told(made)["40"], delta=0.02)

    def test_drums_are_drums_and_singers_sing_or_speak(self):
        made = score()
        made.singer = 5
        made.note(DRUMS, 36, SKIP, 5.5, 90)
        made.note(5, 60, SKIP, 11.5, 90)
        self.assertEqual({"drums": 0.1, "sung": 0.2}, told(made))
        self.assertEqual({"drums": 0.1, "spoken": 0.2}, told(made, SimpleNamespace(**{**vars(SONG), "sung": "spoken"})))

    def test_silent_notes_are_none_and_layers_say_that_more_may_sound(self):
        made = score()
        made.add(0, mido.Message("note_on", channel=0, note=60, velocity=0))
        made.layers.append((None, 0))
        self.assertEqual({"layers": 1.0}, told(made))

    def test_a_song_of_the_recipe_has_its_instruments(self):
        song = SimpleNamespace(id="a-0000", genre="Jazz Piano", collection="patterns", group="patterns:a/0003", seed=5, detail={"pattern": 3}, drums=None, sung=None)
        with tempfile.TemporaryDirectory() as folder:
            found = instruments.of(song, None, Path(folder))
        self.assertGreater(max(found.get(str(program), 0) for program in range(4)), 0.5)
        self.assertTrue(all(0 < share <= 1 for share in found.values()))

    def test_the_list_is_written_once_and_a_song_that_fails_is_named(self):
        songs = [SimpleNamespace(id=name, seed=1, sung="sung") for name in ("a", "b")]
        pool = SimpleNamespace(imap_unordered=lambda work, tasks, chunksize: map(work, tasks))

        def compose(song, *_):
            if song.id == "b":
                raise ValueError("no notes")
            made = score()
            made.note(0, 60, SKIP, 5.5, 90)
            return made

        with tempfile.TemporaryDirectory() as folder, mock.patch.object(makers, "compose", compose):
            path = Path(folder) / "instruments.csv"
            problems = instruments.write(path, songs, None, pool)
            self.assertEqual(1, len(problems))
            self.assertRegex(problems[0], "^b: .*no notes")
            with open(path, newline="", encoding="utf-8") as file:
                self.assertEqual([{"song": "a", "sound": "40", "share": "0.1"}], list(csv.DictReader(file)))
            with mock.patch.object(makers, "compose", side_effect=AssertionError("composed again")):
                self.assertEqual([], instruments.write(path, songs[:1], None, pool))


class Free(unittest.TestCase):
    COLUMNS = ("clip", "track_id", "genre", "artist", "title", "source_repo_or_package", "path", "licence")
    TRACKS = (("one-a.ogg", "T1", "Blues", "Some One", "One", "songs", "one.ogg", "CC BY 4.0"), ("one-b.ogg", "T1", "Blues", "Some One", "One", "songs", "one.ogg", "CC BY 4.0"),
              ("two.ogg", "T2", "Rock", "not stated", "Two", "songs", "two.ogg", "CC0"), ("three.ogg", "T3", "Rock", "not stated", "Three", "songs", "three.ogg", "CC0"))
    SAMPLE = ("sample.ogg", "T4", "Folk", *sorted(real.SAMPLES)[0], "songs", "sample.ogg", "CC0")

    def test_clips_of_a_track_are_one_song_unnamed_artists_one_a_track_and_samples_left_out(self):
        with tempfile.TemporaryDirectory() as source, tempfile.TemporaryDirectory() as out:
            with open(Path(source) / "tracks.csv", "w", newline="", encoding="utf-8") as file:
                csv.writer(file).writerows((self.COLUMNS, *self.TRACKS, self.SAMPLE))
            rng = np.random.default_rng(1)
            for clip, *_ in self.TRACKS:
                soundfile.write(Path(source) / clip, 0.1 * rng.normal(size=(44_100, 2)), 44_100)
            rows = real.free(Path(source), Path(out))
            again = real.free(Path(source), Path(out))
            self.assertEqual(["free-t1", "free-t1", "free-t2", "free-t3"], [row["song"] for row in rows])
            self.assertEqual(3, len({row["group"] for row in rows}))
            self.assertEqual(rows[0]["group"], rows[1]["group"])
            self.assertEqual({("recorded", "recordings")}, {(row["family"], row["collection"]) for row in rows})
            self.assertEqual(rows, again)
            for row in rows:
                heard, rate = soundfile.read(Path(out) / row["path"])
                self.assertEqual((22_050, 1), (rate, heard.ndim))


if __name__ == "__main__":
    unittest.main()
