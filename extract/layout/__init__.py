"""What the geometry of a page says of its text: lines, paragraphs, margins, sizes of type."""
