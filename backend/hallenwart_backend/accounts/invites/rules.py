"""Invitations: how long they live. Pure."""

from __future__ import annotations

from typing import Final

LIFE_MS: Final = 14 * 86_400_000
MOST_OPEN: Final = 50
"""Open invitations of one club at the same time."""
RESEND_MS: Final = 60_000
"""So long between two mails of one invitation."""
