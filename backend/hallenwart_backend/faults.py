"""What is wrong with rules that somebody wants to save, in words for both languages. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """`where` names the field, as `club.ahead_days`."""

    where: str
    de: str
    en: str
