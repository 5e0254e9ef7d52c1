"""The training corpus: music rendered from freely licensed patterns and scores, and recordings; README.md says how."""
