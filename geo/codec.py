"""Frozen dataclasses to plain JSON values and back, by their annotations.

Understands dataclasses, NamedTuples, enumerations, dates, tuples, mappings of strings, optional values, and unions of
dataclasses (told apart by a ``"type"`` key). Fields that hold their default are left out.
"""

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar

__all__ = ["Encoder", "decode", "encode"]

T = TypeVar("T")
Encoder = Callable[[Any], Any]
Decoder = Callable[[Any], Any]


def encode(value: Any, special: Mapping[type, Encoder] | None = None) -> Any:
    """Turn a value into what ``json.dumps`` takes; ``special`` maps exact types to their own encoders."""
    special = special or {}
    if type(value) in special:
        return special[type(value)](value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            f.name: encode(getattr(value, f.name), special)
            for f in dataclasses.fields(value)
            if not _is_default(value, f)
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(k): encode(v, special) for k, v in value.items()}
    if isinstance(value, tuple | list):
        return [encode(v, special) for v in value]
    return value


def _is_default(value: Any, field: dataclasses.Field[Any]) -> bool:
    if field.default is not dataclasses.MISSING:
        return bool(getattr(value, field.name) == field.default)
    if field.default_factory is not dataclasses.MISSING:
        return bool(getattr(value, field.name) == field.default_factory())
    return False


def decode(kind: Any, plain: Any, special: Mapping[Any, Decoder] | None = None) -> Any:
    """Turn plain JSON values back into a value of the annotated ``kind``; ``special`` mirrors that of `encode`.

    Raises
    ------
    TypeError, KeyError, ValueError
        When the plain value does not fit the annotation.
    """
    special = special or {}
    if kind in special:
        return special[kind](plain)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: decode(hints[name], item, special) for name, item in plain.items() if name in hints})
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return _decode_union(arguments, plain, special)
    if origin is tuple:
        if arguments[-1] is Ellipsis:
            return tuple(decode(arguments[0], item, special) for item in plain)
        return tuple(decode(a, item, special) for a, item in zip(arguments, plain, strict=True))
    if origin in (dict, Mapping):
        return {key: decode(arguments[1], item, special) for key, item in plain.items()}
    return _decode_scalar(kind, plain)


def _decode_union(arguments: tuple[Any, ...], plain: Any, special: Mapping[Any, Decoder]) -> Any:
    if plain is None:
        return None
    (kind,) = [a for a in arguments if a is not types.NoneType]
    return decode(kind, plain, special)


def _decode_scalar(kind: Any, plain: Any) -> Any:
    if not isinstance(kind, type):
        return plain
    if issubclass(kind, tuple):
        return kind(*plain)
    if issubclass(kind, Enum):
        return kind(plain)
    if issubclass(kind, date):
        return kind.fromisoformat(plain)
    return plain


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)
