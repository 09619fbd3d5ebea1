"""Many articles: streamed in, parsed in partitions by a pool or a cluster, written so that a killed run resumes."""

from geo.corpus.run import Report, parse_corpus
from geo.corpus.stats import corpus_stats

__all__ = ["Report", "corpus_stats", "parse_corpus"]
