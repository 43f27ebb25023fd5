"""Dossier and policy to a scorecard. Pure functions; three-valued: met, not met, undetermined."""
