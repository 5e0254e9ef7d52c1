"""Music that was recorded, from Debian packages and elsewhere, and what is no music."""
