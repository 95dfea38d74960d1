"""Fetches what others tell: by https from public addresses, at most so large, following nothing, only where it changed."""

from __future__ import annotations

from hallenwart_backend.adapters.calendar_http import PlanFetch


class ExchangeFetch(PlanFetch):
    """Implements `exchange.polling.Fetch`."""

    accepts = "application/ld+json, application/json, application/atom+xml, text/calendar, text/csv, text/html;q=0.5"
