"""One file a family: its description, and the adapter that loads and runs it."""
