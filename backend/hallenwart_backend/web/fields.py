"""Types of fields that several requests share: bounded, so that nothing absurd reaches a rule or the database."""

from __future__ import annotations

import warnings
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic.warnings import UnsupportedFieldAttributeWarning

from hallenwart_contract.whole import MAX_WHOLE

# FastAPI silences it while it makes a route; of a model that is made ready later it comes later.
warnings.filterwarnings("ignore", category=UnsupportedFieldAttributeWarning)

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
WallTime = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Section = Annotated[int, Field(strict=True, ge=1, le=16)]


def _storable(sent: object) -> object:
    """Refuse what no database keeps: the character NUL, and whole numbers beyond those that every page can hold."""
    if isinstance(sent, str) and "\0" in sent:
        raise ValueError("a text with the character NUL")
    if isinstance(sent, int) and abs(sent) > MAX_WHOLE:
        raise ValueError("a number larger than anybody can count")
    for part in sent.values() if isinstance(sent, dict) else sent if isinstance(sent, list) else ():
        _storable(part)
    return sent


class Shape(BaseModel):
    """What a request or an answer consists of. A server has seven hundred of them: each is made ready when first needed."""

    model_config = ConfigDict(defer_build=True)


class Body(Shape):
    """A request's body: unknown fields are refused, so a misspelt one cannot pass unseen, and so is what cannot be stored."""

    model_config = ConfigDict(extra="forbid")

    _kept = model_validator(mode="before")(_storable)


class Words(Shape):
    de: str
    en: str


class Refusal(Shape):
    """Every answer that is no success. Some carry more fields."""

    code: str
    message: Words
