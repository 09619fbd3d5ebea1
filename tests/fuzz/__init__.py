"""Fuzzing: the entrances that take what strangers wrote, and what was found at them."""
