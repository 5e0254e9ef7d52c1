"""Sound: synthesisers, samples, guitars, singers, effects, and what a recording does to them."""
