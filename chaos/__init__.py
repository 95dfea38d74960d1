"""The fault laboratory: a small real house, seeded faults, and judges. `python -m chaos`; see docs/chaos.md."""
