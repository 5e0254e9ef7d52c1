"""Tests of the training, on made-up data."""
