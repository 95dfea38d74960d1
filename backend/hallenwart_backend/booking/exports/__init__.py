"""The plan as files for spreadsheets and calendars."""
