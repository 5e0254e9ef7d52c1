"""Tests of the recipe that need no sets: /usr/bin/python3 -m unittest discover -t models -s models/corpus"""
import os
import random
import re
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path

import numpy as np

from corpus.bands.band import LANES, hits, play
from corpus.bands.drums import Unit
from corpus.bands.styles import BANDS
from corpus.bands.templates import GRIDS, TEMPLATES
from corpus.music.harmony import NAMES, POOLS, song_chords
from corpus.music.score import Score
from corpus.planning.plan import deal, groove_files, make
from corpus.planning.recipe import GENRES, SHARES, VOICES
from corpus.sound.production import produce
from corpus.music import musicxml
from corpus.sources import SourceError, Sources, tree_sha256

SCORE = """<score-partwise><identification><creator type="composer">A. Nonymous</creator></identification><part><measure>
<attributes><divisions>2</divisions></attributes><direction><sound tempo="90"/></direction>
<note><pitch><step>C</step><octave>4</octave></pitch><duration>2</duration><tie type="start"/></note>
<note><pitch><step>C</step><octave>4</octave></pitch><duration>2</duration><tie type="stop"/></note>
<note><chord/><pitch><step>F</step><alter>1</alter><octave>4</octave></pitch><duration>2</duration></note>
<note><rest/><duration>2</duration></note></measure></part></score-partwise>"""
MODELS = Path(__file__).resolve().parents[2]
# Prints, for every genre, a digest of its pattern 3: notes, what is sung, and two seconds of every layer.
DIGESTS = """
import hashlib, random, tempfile, types
from pathlib import Path
from corpus.planning import recipe
from corpus.rendering import makers
for genre in recipe.GENRES:
    song = types.SimpleNamespace(id="a-0000", genre=genre, collection="patterns", group="patterns:a/0003", seed=5, detail={"pattern": 3}, drums=None, sung="sung")
    with tempfile.TemporaryDirectory() as folder:
        score = makers.compose(song, None, Path(folder), 40, random.Random(5))
    digest = hashlib.sha256(repr([score.tempo, score.sung, [(t, str(m)) for t, _, m in score.events], [g for _, g in score.layers]]).encode())
    for layer, _ in score.layers:
        digest.update(layer(26, 28).tobytes())
    print(genre, digest.hexdigest())
"""


class Recipe(unittest.TestCase):
    """Figures, grids, pools and shares are well formed; dealing and reading do what they say."""

    def test_figures(self):
        for name, style in [*BANDS.items()] + [(n, s) for all_ in TEMPLATES.values() for n, s in all_.items()]:
            for figure in style.bass[1]:
                self.assertRegex(figure, r"^[.\-13568a]{16}$", name)
            for _, figures in style.comps:
                for figure in figures:
                    self.assertRegex(figure, r"^[.\-x0-4]{16}$", name)
            self.assertLessEqual(set(style.pools), set(POOLS), name)

    def test_grids(self):
        for name, grids in GRIDS.items():
            for grid in grids:
                for lane in grid.split():
                    self.assertRegex(lane, rf"^[{''.join(LANES)}]:[Xx.]{{16}}$", name)
        self.assertEqual([(0, "x", 3), (5, "x", 1)], hits("x--..x"))

    def test_shares_and_files(self):
        for genre in GENRES:
            self.assertAlmostEqual(1, sum(SHARES[genre].values()))
            self.assertGreaterEqual(len(SHARES[genre]), 2)
            self.assertTrue(groove_files(genre))

    def test_chords_stay_in_one_key(self):
        chords, key = song_chords(random.Random(1), {"plain": 1}, 32)
        self.assertEqual(32, len(chords))
        self.assertIn(key, range(12))
        self.assertTrue(all(re.match(r"[A-G]b?", c.name) and c.root < len(NAMES) for c in chords))

    def test_no_drummer_serves_two_genres(self):
        pool = [Unit(f"{style}{i}", style, 100, ()) for style in ("rock", "funk", "jazz", "soul", "hiphop") for i in range(9)]
        dealt = deal(pool, random.Random(1))
        names = [u.name for units in dealt.values() for u in units]
        self.assertEqual(sorted(u.name for u in pool), sorted(names))

    def test_fewer_songs_are_part_of_more(self):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "info.csv").write_text("style\n")
            sources = Sources(None, Path(folder))
            sources.path = lambda name: Path(folder)
            few, more, other = make(sources, 4, 1), make(sources, 9, 1), make(sources, 4, 2)
        self.assertLess(len(few), len(more))
        self.assertEqual([s for s in more if s in few], few)
        self.assertNotEqual([s.seed for s in few], [s.seed for s in other])

    def test_a_voice_tells_no_genre(self):
        self.assertEqual({"Classical", "Jazz Piano"}, {genre for genre in GENRES if not 0.45 <= sum(VOICES[genre]) <= 0.55})

    def test_patterns_are_the_same_in_every_process(self):
        runs = [subprocess.run([sys.executable, "-c", DIGESTS], cwd=MODELS, env={**os.environ, "PYTHONHASHSEED": seed},
                               capture_output=True, text=True, check=True).stdout for seed in "12"]
        self.assertEqual(runs[0], runs[1])
        self.assertEqual(len(runs[0].splitlines()), len({line.split()[-1] for line in runs[0].splitlines()}))

    def test_production_is_repeatable_and_within_range(self):
        dry = np.sin(np.arange(3 * 22050) / 20).astype(np.float32)
        for seed in range(6):
            wet = produce(dry, random.Random(seed))
            self.assertEqual(len(dry), len(wet))
            self.assertLessEqual(np.max(np.abs(wet)), 1)
            self.assertTrue(np.array_equal(wet, produce(dry, random.Random(seed))))

    def test_band_is_repeatable(self):
        def notes():
            score = Score(100)
            play(score, BANDS["Soul"], random.Random(7), 20)
            return [(t, str(m)) for t, _, m in score.events]
        self.assertEqual(notes(), notes())
        self.assertGreater(len(notes()), 100)

    def test_musicxml(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "a.mxl"
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr("a.xml", SCORE)
            parts, tempi = musicxml.read(path)
            self.assertEqual("A. Nonymous", musicxml.composer(path))
        self.assertEqual([(0, 90.0)], tempi)
        self.assertEqual([(0, 2, 60), (1, 1, 66)], [tuple(n[:3]) for n in parts[0]])

    def test_altered_or_missing_sets_are_refused(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "pop909" / "POP909" / "001").mkdir(parents=True)
            (folder / "pop909" / "POP909" / "001" / "001.mid").write_bytes(b"other")
            with self.assertRaisesRegex(SourceError, "not the pop909"):
                Sources(folder, folder).path("pop909")
            self.assertEqual(tree_sha256(folder, "**/*.mid"), tree_sha256(folder, "**/*.mid"))

    def test_fetched_archive_keeps_the_files_named(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            with zipfile.ZipFile(folder / "a.zip", "w") as archive:
                archive.writestr("repo-1/MIDI/a.mid", b"tune")
                archive.writestr("repo-1/other/b.mid", b"not ours")
            sources = Sources(None, folder / "cache")
            wanted = folder / "wanted" / "MIDI" / "a.mid"
            wanted.parent.mkdir(parents=True)
            wanted.write_bytes(b"tune")
            sources.sets["nottingham"].update(archive=(folder / "a.zip").as_uri(), sha256=tree_sha256(folder / "wanted", "MIDI/*.mid"))
            kept = sources.path("nottingham")
            self.assertEqual(["MIDI/a.mid"], [p.relative_to(kept).as_posix() for p in kept.rglob("*.mid")])


if __name__ == "__main__":
    unittest.main()
