"""Families of dossiers as offices leave them: each made hard in one way, each with its truth."""
