"""What halls measure, as the OGC SensorThings API 1.1 tells it. Read only."""
