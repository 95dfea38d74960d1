"""The server: stores, books, alerts, and serves the pages of managers and clubs."""
