"""Notes: scores, chords, melodies, forms, and what players do to a note."""
