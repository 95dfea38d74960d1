"""Fire alarms and drills as Common Alerting Protocol messages (OASIS CAP 1.2)."""
