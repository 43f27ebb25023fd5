"""The application form: which tables are it, which cells name a field, what the values are."""
