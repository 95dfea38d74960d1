"""Public and school holidays from calendars (iCalendar), and what they mean for a hall."""
