"""What composes the songs of a collection or of a genre."""
