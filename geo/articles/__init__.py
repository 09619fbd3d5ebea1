"""Articles: read from files, folders and standard input."""
