"""What is learnt from labelled texts, beside the rules: which named places are stops, whose, and in which order."""

__all__ = ["forget"]


def forget() -> None:
    """Give back the memory of the reader (35 MB); the next text loads it anew."""
    import sys

    loaded = sys.modules.get(f"{__name__}.network")
    if loaded is not None:
        loaded.reader.cache_clear()
        loaded.language.embeddings.cache_clear()
