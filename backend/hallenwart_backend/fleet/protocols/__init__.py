"""Commissioning protocols as devices signed them."""
