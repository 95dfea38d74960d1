"""Time series told to a database of the operator's own: InfluxDB 2 or 3, VictoriaMetrics. Never what a receipt stands on."""
