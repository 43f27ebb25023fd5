"""PDF files to pages: what their text layer says, and whether a person sees it too."""
