"""What a guide is: a task, its steps, and how a page sees that a step is done."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import msgspec


class Room(StrEnum):
    """Where a task is done."""

    EVERYBODY = "everybody"
    """On the public pages, without an account."""
    CLUB = "club"
    KIOSK = "kiosk"
    OFFICE = "office"


class WaitKind(StrEnum):
    """How a page knows that a person has done a step."""

    VIEW = "view"
    """The page shows this view: what stands after `#/`."""
    SHOWN = "shown"
    """Something that this selector finds is on the page."""
    GONE = "gone"
    """Nothing that this selector finds is on the page any more."""
    FILLED = "filled"
    """A field that this selector finds has been filled or chosen."""


class Words(msgspec.Struct, frozen=True):
    """`easy` is German in Plain Language style: one thought a sentence, long words parted."""

    de: str
    en: str
    easy: str


class Wait(msgspec.Struct, frozen=True):
    kind: WaitKind
    target: str


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """What a person does next. Without `wait` they say that it is done. `screen` is the picture of a kiosk's practice."""

    words: Words
    wait: Wait | None = None
    screen: str = ""


class Guide(msgspec.Struct, frozen=True, kw_only=True):
    """A task. `need`: what a person should have at hand; `pages`: where it is offered as help; `start`: where it begins."""

    id: str
    room: Room
    title: Words
    need: Words
    steps: Sequence[Step]
    pages: Sequence[str]
    start: str = ""
    done: Words
