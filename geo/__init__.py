"""From news articles about a journey to a checked, offline map."""

__version__ = "0.1.0"
