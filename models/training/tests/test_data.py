"""What is read of a data folder, with genres and without."""
import os
import tempfile
import unittest

from training.data import music
from training.tests import made_up


class DataFolder(unittest.TestCase):
    def test_music_without_genres_is_read_but_not_learned_as_labelled(self):
        with tempfile.TemporaryDirectory() as folder:
            made_up.write(folder, songs_each=1)
            labelled = music.load(folder)
            path = os.path.join(folder, "clips.csv")
            with open(path, encoding="utf-8") as file:
                text = file.read()
            for genre in made_up.GENRES:
                text = text.replace(f",{genre},", ",,")
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            heard = music.load_other(folder)
        self.assertEqual(len(labelled), len(heard))
        self.assertEqual((len(heard), 100, 100), heard.spectrograms.shape)
        self.assertEqual(list(labelled.clip), list(heard.clip))


if __name__ == "__main__":
    unittest.main()
