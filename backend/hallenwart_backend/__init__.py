"""The server: stores, books, alerts, and serves the pages of managers and clubs."""

__version__ = "0.1.0"
