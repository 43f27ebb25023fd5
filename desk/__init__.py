"""Where people work: the command line, the batch, the summaries."""
