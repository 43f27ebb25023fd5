"""A dossier against the policy: findings. Pure functions; no document is opened here."""
