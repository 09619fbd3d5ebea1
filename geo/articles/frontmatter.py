"""The facts at the head of a Markdown file: YAML, or lines that were meant to be."""

import re
from collections.abc import Mapping
from typing import Any

from geo.errors import ArticleError

__all__ = ["split_front_matter"]

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_MATTER_CHARS = 20_000
_NESTED = re.compile(r"(?:[-?:]\s){50}")
# a line that is no YAML only because its value holds a colon, a quotation mark or a hash: "title: Rally: the finish"
_PLAIN = re.compile(r"([A-Za-z_-]+):[ \t]+([^\[{|>&*!].*)")


def split_front_matter(text: str, name: str) -> tuple[Mapping[str, Any], str]:
    """Part a text into its facts (none where it has no front matter) and its body.

    Raises
    ------
    ArticleError
        When there is front matter that cannot be read, with the line that is at fault.
    """
    found = _FRONT_MATTER.match(text)
    return (_facts(found.group(1), name), text[found.end() :]) if found else ({}, text)


def _facts(source: str, name: str) -> Mapping[str, Any]:
    import yaml

    if len(source) > _FRONT_MATTER_CHARS or source.count("[") + source.count("{") > 500 or _NESTED.search(source):
        raise ArticleError(f"{name}: its front matter is too long or nested too deeply; shorten or remove it")
    try:
        facts = yaml.safe_load(source) or {}
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        plain = _plain_facts(source) if isinstance(error, yaml.YAMLError) else None
        if plain is None:
            line = getattr(getattr(error, "problem_mark", None), "line", None)
            spot = f", line {line + 2}" if line is not None else ""
            raise ArticleError(f"{name}{spot}: its front matter is not valid YAML; mend or remove it") from None
        return plain
    if not isinstance(facts, dict):
        raise ArticleError(f"{name}: its front matter is not a list of `key: value` lines; mend or remove it")
    return facts


def _plain_facts(source: str) -> Mapping[str, str] | None:
    """Read lines of a key and a plain value each, as newsrooms export them; None where any line is more than that."""
    lines = [line.strip() for line in source.splitlines() if line.strip()]
    found = [_PLAIN.fullmatch(line) for line in lines]
    if not all(found):
        return None
    return {match[1]: _unquoted(match[2].strip()) for match in found if match is not None}


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
