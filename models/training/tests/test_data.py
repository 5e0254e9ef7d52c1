"""What is read of a data folder, with genres and without."""
import os
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.dirname(HERE)]

import data as training_data  # noqa: E402
import made_up  # noqa: E402


class DataFolder(unittest.TestCase):
    def test_music_without_genres_is_read_but_not_learned_as_labelled(self):
        with tempfile.TemporaryDirectory() as folder:
            made_up.write(folder, songs_each=1)
            labelled = training_data.load(folder)
            path = os.path.join(folder, "clips.csv")
            with open(path, encoding="utf-8") as file:
                text = file.read()
            for genre in made_up.GENRES:
                text = text.replace(f",{genre},", ",,")
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            music = training_data.load_other(folder)
        self.assertEqual(len(labelled), len(music))
        self.assertEqual((len(music), 100, 100), music.spectrograms.shape)
        self.assertEqual(list(labelled.clip), list(music.clip))


if __name__ == "__main__":
    unittest.main()
