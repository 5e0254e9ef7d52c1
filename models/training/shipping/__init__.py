"""What is refitted on everything, written, and looked at as it ships."""
