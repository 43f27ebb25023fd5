"""What the reader of figures learns from: numbers as offices write them, worn as copies wear them."""
