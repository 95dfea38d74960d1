"""Types of fields that several requests share: bounded, so that nothing absurd reaches a rule or the database."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

LATEST_MS: Final = 4_102_444_800_000  # 2100-01-01


def tidy(text: str) -> str:
    """Return the text in one line with single blanks. Raises ValueError."""
    line = " ".join(text.split())
    if not line or not line.isprintable():
        raise ValueError("empty, or with characters nobody can read")
    return line


Ms = Annotated[int, Field(strict=True, ge=0, le=LATEST_MS, description="milliseconds since the epoch, UTC")]
Id = Annotated[str, StringConstraints(max_length=64, pattern=r"^[A-Za-z0-9._-]+$")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=80), AfterValidator(tidy)]
Section = Annotated[int, Field(strict=True, ge=1, le=16)]


class Body(BaseModel):
    """A request's body: unknown fields are refused, so a misspelt one cannot pass unseen."""

    model_config = ConfigDict(extra="forbid")


class Words(BaseModel):
    de: str
    en: str


class Refusal(BaseModel):
    """Every answer that is no success. Some carry more fields."""

    code: str
    message: Words
