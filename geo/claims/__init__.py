"""Claims of distance: found in the text, held against the map."""
