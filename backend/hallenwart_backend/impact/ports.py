"""What impact asks of other subjects. As long as nobody answers, a figure is not known, and never nought."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from hallenwart_backend.impact.model import Volunteered

VolunteerHours = Callable[[int, int], Awaitable[Volunteered | None]]
"""Hours of volunteers in shifts that began from one time to another."""
