"""The plan of a site: its rooms, where sensors, lockers and doors are, and a picture behind them."""
