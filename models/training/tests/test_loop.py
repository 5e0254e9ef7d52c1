"""The training loop works on any number of rows."""
import unittest

import numpy as np
import torch

from training.models import loop


class Linear(torch.nn.Linear):
    """The smallest model the loop takes: 3 numbers to 2 genres."""
    decay, smoothing, mix, genres = 0.0, 0.0, 0.0, 2

    def __init__(self):
        super().__init__(3, 2)


class Loop(unittest.TestCase):
    def test_it_trains_whatever_the_number_of_steps(self):
        for rows in range(2, 12):
            inputs, labels = torch.randn(rows, 3), np.arange(rows) % 2
            curve, kept = loop.fit(Linear(), inputs, labels, np.arange(rows), [], epochs=1, batch=1, rate=0.01, seed=1)
            self.assertEqual((1, 1), (len(curve), kept))


if __name__ == "__main__":
    unittest.main()
