"""Files to a `Dossier`. The way is laid out in `extract.pipeline`; nothing here knows a rule."""
