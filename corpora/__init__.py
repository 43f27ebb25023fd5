"""Dossiers whose truth is known: the generator that makes them and the measure that compares."""
