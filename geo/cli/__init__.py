"""The commands of `geo`."""
