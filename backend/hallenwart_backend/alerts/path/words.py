"""Tests and settings of the alert path in words, for the evidence log. Pure."""

from __future__ import annotations

from hallenwart_backend.alerts.path.rules import PROVED, Settings
from hallenwart_backend.alerts.path.store import Trial


def trial_words(trial: Trial) -> str:
    """Return how a test ended: ok or failed first, then how long it took and by which ways. No person's name."""
    took_ms = (trial.done_ms or trial.started_ms) - trial.started_ms
    ways = ", ".join(f"{one.way} {one.state}" for one in trial.letters)
    word = "ok" if trial.state in PROVED else "failed"
    return " · ".join(filter(None, (word, str(trial.state), trial.error, f"{took_ms / 1000:.1f} s", ways)))


def origin_of(url: str) -> str:
    """Return scheme and host alone: what comes after them may be a secret."""
    scheme, between, rest = url.partition("://")
    return scheme + between + rest.partition("/")[0].partition("?")[0]


def changed_words(wanted: Settings) -> str:
    """Return the settings. The heartbeat's address may be a secret: only its host is told."""
    host = origin_of(wanted.heartbeat_url)
    test = f"{wanted.test_min // 60:02}:{wanted.test_min % 60:02}" if wanted.test_on else "off"
    beat = f"{host} / {wanted.heartbeat_every_min} min" if host else "off"
    return f"Alarmweg: Lebenszeichen {beat}, Test {test}, CAP {'on' if wanted.cap_public else 'off'}"
