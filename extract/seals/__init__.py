"""Seals on the pictures of pages: where they are, what stands on them, whose they are."""
