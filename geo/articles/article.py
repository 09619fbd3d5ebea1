"""The article: the text that everything else points into."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

__all__ = ["Article", "Evidence", "Section", "SectionKind"]


class SectionKind(StrEnum):
    """What a stretch of an article's text is."""

    BODY = "body"
    AFTER_MATTER = "after-matter"


@dataclass(frozen=True, slots=True)
class Section:
    """A half-open span of ``Article.text`` and what it is (reader comments and the like are after-matter)."""

    start: int
    end: int
    kind: SectionKind


@dataclass(frozen=True, slots=True)
class Article:
    """One news article.

    Attributes
    ----------
    id : str
        Unique within a run; the file's stem unless the source gives one.
    text : str
        What all offsets of mentions, stops and claims point into. Title and front matter are not part of it
        unless the source repeats them there.
    published : date or None
        None where neither the source nor the user says; never guessed.
    sections : tuple of Section
        In order, covering ``text`` without gap or overlap.
    digest : bool
        Whether the text is a digest in our own words rather than the outlet's.
    """

    id: str
    title: str
    text: str
    published: date | None = None
    outlet: str | None = None
    url: str | None = None
    path: str | None = None
    sections: tuple[Section, ...] = field(default=())
    digest: bool = False
    language: str | None = None

    def section_at(self, offset: int) -> SectionKind:
        """What kind of text stands at an offset."""
        for section in self.sections:
            if section.start <= offset < section.end:
                return section.kind
        return SectionKind.BODY

    def in_body(self, offset: int) -> bool:
        """Tell whether an offset is in the article proper."""
        return self.section_at(offset) is SectionKind.BODY


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words behind a statement: a half-open span of one article's text.

    ``says`` names who is quoted as saying so, where the text does ("South Korea's military").
    """

    article_id: str
    start: int
    end: int
    text: str
    says: str | None = None
