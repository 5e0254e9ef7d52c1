"""The figures as pages, pictures and text."""
