"""What is learned from: music, features, tables, and who may learn from what."""
