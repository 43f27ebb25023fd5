"""Word files to pages of paragraphs and tables."""
