"""Articles: read from files, folders and standard input."""

from geo.articles.article import Article, Evidence, Section, SectionKind
from geo.articles.read import Reading, read_articles

__all__ = ["Article", "Evidence", "Reading", "Section", "SectionKind", "read_articles"]
