"""A date as an iCalendar object for mails: calendars follow by its UID and the rising SEQUENCE (RFC 5545, RFC 5546). Pure."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.booking.model import Booking
from hallenwart_contract.clock import utc

PUBLISH: Final = "PUBLISH"
CANCEL: Final = "CANCEL"


def uid(booking: str) -> str:
    """Return the name of a date in every calendar this server makes."""
    return f"{booking}@hallenwart"


def calendar_of(booking: Booking, *, place: str, address: str, method: str, now_ms: int) -> str:
    """Return the object as text. SEQUENCE is the age of the booking in seconds: each later mail has a larger one."""
    from icalendar import Calendar, Event

    event = Event()
    event.add("uid", uid(booking.id))
    event.add("dtstamp", utc(now_ms))
    event.add("sequence", max(0, now_ms - booking.created_ms) // 1_000)
    event.add("dtstart", utc(booking.start_ms).replace(microsecond=0))
    event.add("dtend", utc(booking.end_ms).replace(microsecond=0))
    event.add("summary", f"{booking.title}, {place}")
    event.add("location", ", ".join(part for part in (place, address) if part))
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    made = Calendar()
    made.add("prodid", "-//Hallenwart//Messages//DE")
    made.add("version", "2.0")
    made.add("method", method)
    made.add_component(event)
    text: str = made.to_ical().decode()
    return text
