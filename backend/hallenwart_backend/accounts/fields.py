"""Fields of requests about people."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import AfterValidator, StringConstraints

from hallenwart_backend.web.fields import tidy

_ADDRESS: Final = r"^[^\s@<>\"?&#/\\,;:()\[\]]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,188}[A-Za-z0-9])?\.[A-Za-z]{2,24}$"
_LINES: Final = 2_000


def _lower(text: str) -> str:
    return text.lower()


def _readable(text: str) -> str:
    if any(not char.isprintable() and char not in "\n\r\t" for char in text):
        raise ValueError("characters nobody can read")
    return text.strip()


Email = Annotated[str, StringConstraints(strip_whitespace=True, max_length=254, pattern=_ADDRESS), AfterValidator(_lower)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120), AfterValidator(tidy)]
Phone = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40, pattern=r"^[0-9+ ()/.-]*$")]
Password = Annotated[str, StringConstraints(max_length=1_000)]
Text = Annotated[str, StringConstraints(max_length=_LINES), AfterValidator(_readable)]
