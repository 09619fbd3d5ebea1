"""What KML and GPX share: elements of one namespace, and text that XML 1.0 can hold."""

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

__all__ = ["Maker", "clean", "document"]

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: object) -> str:
    """Replace what XML 1.0 forbids (control characters, lone surrogates) by U+FFFD."""
    return _ILLEGAL.sub("\ufffd", str(text))


class Maker:
    """Makes elements of one namespace."""

    def __init__(self, namespace: str) -> None:
        self.namespace = namespace

    def __call__(
        self, tag: str, text: object = None, children: Iterable[ET.Element] = (), **attributes: object
    ) -> ET.Element:
        """One element, its text cleaned, its attributes as strings."""
        element = ET.Element(f"{{{self.namespace}}}{tag}", {key: clean(value) for key, value in attributes.items()})
        if text is not None:
            element.text = clean(text)
        element.extend(children)
        return element


def document(root: ET.Element, namespace: str) -> bytes:
    """Write a document whose default namespace is the root's."""
    ET.register_namespace("", namespace)
    ET.indent(root, " ")
    body: bytes = ET.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + body + b"\n"
