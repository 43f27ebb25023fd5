"""Workbooks to pages of one table each."""
