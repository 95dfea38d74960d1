"""What is wrong with a question, in words for its program's people. Pure."""

from __future__ import annotations


class QueryError(Exception):
    """Raised when a question cannot be answered: `status` is 400, 404 or 501."""

    def __init__(self, status: int, de: str, en: str) -> None:
        super().__init__(en)
        self.status, self.de, self.en = status, de, en


def malformed(where: str, text: str) -> QueryError:
    """Return that a part of the question is not understood."""
    return QueryError(400, f"{where} ist so nicht zu verstehen: {text}", f"{where} cannot be understood: {text}")


def unknown(what: str, text: str) -> QueryError:
    return QueryError(400, f"{what} „{text}“ gibt es hier nicht.", f"There is no {what} '{text}' here.")


def nowhere(path: str) -> QueryError:
    return QueryError(404, f"„{path}“ gibt es nicht.", f"There is no '{path}'.")


def not_offered(what: str) -> QueryError:
    """Return that the standard has it, and this service does not."""
    return QueryError(501, f"„{what}“ bietet dieser Dienst nicht an.", f"This service does not offer '{what}'.")


def too_wide() -> QueryError:
    return QueryError(
        400,
        "Diese Frage ginge über zu viele Werte. Bitte eine kürzere Zeit (phenomenonTime) oder weniger Datastreams nennen.",
        "This question would go over too many values. Please name a shorter phenomenonTime or fewer Datastreams.",
    )
