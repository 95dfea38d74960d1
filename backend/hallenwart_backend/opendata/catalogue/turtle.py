"""Things as Turtle (W3C RDF 1.1 Turtle). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hallenwart_backend.opendata.catalogue.graph import SPACES, Ref, Text, Thing

MEDIA_TYPE: Final = "text/turtle"
_IN_TEXT: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_NOT_IN_ADDRESS: Final = '<>"{}|^`\\'


def address(text: str) -> str:
    """Return an address between its marks; what may not stand there is written by its number."""
    return "<" + "".join(f"\\u{ord(sign):04X}" if sign <= " " or sign in _NOT_IN_ADDRESS else sign for sign in text) + ">"


def write(things: Sequence[Thing]) -> bytes:
    head = "".join(f"@prefix {name}: <{space}> .\n" for name, space in SPACES.items())
    return (head + "".join(f"\n{address(one.address)}{_body(one, 1)} .\n" for one in things)).encode()


def _body(thing: Thing, depth: int) -> str:
    gap = "\n" + "  " * depth
    lines = [f"a {thing.kind}", *(f"{name} {_value(value, depth)}" for name, value in thing.has)]
    return gap + f" ;{gap}".join(lines)


def _value(value: Ref | Text | Thing, depth: int) -> str:
    if isinstance(value, Ref):
        return address(value.to)
    if isinstance(value, Thing):
        return f"[{_body(value, depth + 1)}\n{'  ' * depth}]"
    text = f'"{value.text.translate(_IN_TEXT)}"'
    if value.lang:
        return f"{text}@{value.lang}"
    return f"{text}^^{value.type}" if value.type else text
