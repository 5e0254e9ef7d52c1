"""What the programs do, from their options to their exit code."""
