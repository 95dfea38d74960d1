"""What a new device still needs before it can show a plan. Pure."""

from __future__ import annotations

from hallenwart_contract.display import Missing
from hallenwart_edge.display.sources import Sources


def has_plan(sources: Sources) -> bool:
    """Say whether there ever was a plan for this display; a view without title and halls is one for lights alone."""
    return sources.view is not None and bool(sources.view.title or sources.view.halls or sources.view.posts)


def missing(sources: Sources) -> list[str]:
    """Return what is to be done, the first thing first."""
    if has_plan(sources):
        return []
    needed = {
        Missing.NETWORK: not sources.network,
        Missing.ENROLMENT: not sources.enrolled,
        Missing.SERVER: sources.network and sources.enrolled and not sources.online,
        Missing.CLOCK: not sources.trusted,
        Missing.DISPLAY_UNKNOWN: sources.online,
    }
    return [word for word in Missing if needed[word]]
