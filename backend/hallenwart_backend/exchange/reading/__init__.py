"""What others tell, read: JSON-LD, volunteering data, RPDE, Atom, iCalendar, tables. One broken thing costs itself alone."""
