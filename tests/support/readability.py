"""How hard a text is to read, by formulas that others have published.

German: Amstad's Flesch (Amstad 1978: 180 - words per sentence - 58.5 syllables per word) and the first Wiener Sachtextformel
(Bamberger and Vanecek 1984: about the school year it suits). English: Flesch's Reading Ease (1948). Syllables by pyphen's
hyphenation patterns, or by groups of vowels where there are more of these: patterns part no single letters from a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pyphen import Pyphen

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019\-][^\W\d_]+)*")
_SENTENCE = re.compile(r"[.!?…:;]+(?=[\s“\"”»)]|$)|\n+")
_VOWELS = {"de": re.compile(r"[aeiouyäöü]+"), "en": re.compile(r"[aeiouy]+")}
LEAST_WORDS = 3
"""Shorter pieces are labels and names, no sentences."""
LEAST_SENTENCES = 6
"""Of fewer the formulas say nothing."""


@dataclass(frozen=True)
class Figures:
    """`ease`: Flesch's scale, 100 is very easy, 30 very hard. `grade`: the Wiener Sachtextformel, None for English."""

    sentences: int
    words: int
    ease: float
    grade: float | None
    longest: str
    labels: bool = False
    """There were too few sentences: headings, names and buttons count too, and no limit holds."""

    def __str__(self) -> str:
        grade = "" if self.grade is None else f", Wiener Sachtextformel {self.grade:.1f}"
        return f"Flesch {self.ease:.0f}{grade} ({self.sentences} {'lines' if self.labels else 'sentences'}, {self.words} words)"


@cache
def _pyphen(lang: str) -> Pyphen:
    return Pyphen(lang={"de": "de_DE", "en": "en_US"}[lang])


def syllables(word: str, lang: str) -> int:
    parts = len(_pyphen(lang).positions(word)) + 1
    groups = _VOWELS[lang].findall(word.lower())
    if lang == "en" and len(groups) > 1 and re.search(r"[^aeiouyl]e$|[^aeiouydt]ed$|[^aeiouysxzcgh]es$", word.lower()):
        groups.pop()  # a silent e
    return max(parts, len(groups), 1)


def sentences_of(blocks: Sequence[str]) -> list[list[str]]:
    """Return the words of each sentence; blocks without an end of a sentence are labels."""
    found = []
    for block in blocks:
        if re.search(r"[.!?]", block):
            found += [words for part in _SENTENCE.split(block) if len(words := _WORD.findall(part)) >= LEAST_WORDS]
    return found


def figures(blocks: Sequence[str], lang: str) -> Figures:
    """Return how hard these blocks of text are. Raises ValueError where there is not one word."""
    sentences = sentences_of(blocks)
    if few := len(sentences) < LEAST_SENTENCES:
        sentences = [words for block in blocks for part in _SENTENCE.split(block) if (words := _WORD.findall(part))]
    if not sentences:
        raise ValueError("a page without a word")
    words = [word for sentence in sentences for word in sentence]
    counted = [syllables(word, lang) for word in words]
    length, weight = len(words) / len(sentences), sum(counted) / len(words)
    longest = " ".join(max(sentences, key=len))
    if lang == "en":
        return Figures(len(sentences), len(words), 206.835 - 1.015 * length - 84.6 * weight, None, longest, few)

    def of(hits: int) -> float:
        return 100 * hits / len(words)

    many, one = of(sum(n >= 3 for n in counted)), of(sum(n == 1 for n in counted))
    long = of(sum(len(word) > 6 for word in words))
    grade = 0.1935 * many + 0.1672 * length + 0.1297 * long - 0.0327 * one - 0.875
    return Figures(len(sentences), len(words), 180 - length - 58.5 * weight, grade, longest, few)
