"""Where the listings are: what the corpus is made of, in tables beside the code."""
from pathlib import Path

LISTINGS = Path(__file__).parent
