"""What a JSON Schema found wrong, in the words of whoever wrote the wiring."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hallenwart_backend.fleet.desk.rules import Problem
from hallenwart_contract.wiring import line_of, schema

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_TYPES: Final = {
    "string": ("Text in Anführungszeichen", "text in quotes"),
    "integer": ("ganze Zahl", "whole number"),
    "number": ("Zahl", "number"),
    "boolean": ("true oder false", "true or false"),
    "array": ("Liste", "list"),
    "object": ("Tabelle", "table"),
}
_BOUNDS: Final = {
    "minimum": ("mindestens {}", "at least {}"),
    "exclusiveMinimum": ("mehr als {}", "more than {}"),
    "maximum": ("höchstens {}", "at most {}"),
    "exclusiveMaximum": ("weniger als {}", "less than {}"),
}


def schema_problems(text: str, tables: dict[str, Any]) -> list[Problem]:
    """Return everything the schema of the wiring finds wrong, each with its line."""
    from jsonschema import Draft202012Validator  # here: a wiring is written rarely, and it takes 3 MB

    validator = Draft202012Validator(schema())
    return [_problem(text, error) for each in validator.iter_errors(tables) for error in _deepest(each)]


def _deepest(error: ValidationError) -> list[ValidationError]:
    """Return what is wrong within the alternative that was meant, for `anyOf`; else the error itself."""
    if error.validator not in {"anyOf", "oneOf"} or not error.context:
        return [error]
    meant = [inner for inner in error.context if not (inner.validator == "type" and inner.validator_value == "null")]
    return [deeper for inner in meant for deeper in _deepest(inner)] or [error]


def _problem(text: str, error: ValidationError) -> Problem:
    path = list(error.absolute_path)
    de, en, more = _words(error)
    return Problem(line_of(text, [*path, *more]), de, en)


def _words(error: ValidationError) -> tuple[str, str, list[str]]:
    """Return what is wrong in both languages, and the key it is about where the error stands above it."""
    place = ".".join(str(part) for part in error.absolute_path if isinstance(part, str)) or "Verdrahtung"
    de, en, more = _said(str(error.validator), error)
    return f"{place}: {de}", f"{place}: {en}", more


def _said(rule: str, error: ValidationError) -> tuple[str, str, list[str]]:
    wanted: Any = error.validator_value
    instance: Any = error.instance
    if rule == "required":
        missing = ", ".join(name for name in wanted if name not in instance)
        return f"{missing} fehlt", f"{missing} is missing", []
    if rule == "additionalProperties":
        known = set(error.schema.get("properties", ())) if isinstance(error.schema, dict) else set()
        odd = sorted(name for name in instance if name not in known)
        return f"{', '.join(odd)} gibt es hier nicht", f"{', '.join(odd)} is not known here", odd[:1]
    if rule == "enum":
        words = ", ".join(str(word) or '""' for word in wanted)
        return f"eines von {words}", f"one of {words}", []
    if rule == "type" and wanted in _TYPES:
        de, en = _TYPES[wanted]
        return f"{de} erwartet", f"{en} expected", []
    if rule in _BOUNDS:
        de, en = _BOUNDS[rule]
        return de.format(wanted), en.format(wanted), []
    return error.message[:160], error.message[:160], []
