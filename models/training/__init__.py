"""Trains and measures the genre models; README.md says which package does what."""
import os

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")   # be kind to whoever shares the machine; read when torch and XGBoost are loaded
