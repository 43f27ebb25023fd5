"""Pictures of pages to pages: turned, straightened, their grid found, read in several looks."""
