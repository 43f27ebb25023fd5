"""What was handed in, opened and sorted: archives, old formats, papers of several files; the readers."""
