"""Signed links in messages, and the page behind them."""
