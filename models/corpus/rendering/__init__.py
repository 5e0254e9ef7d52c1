"""From a planned song to chunks of sound."""
