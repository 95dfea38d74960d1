"""Sites, halls, sections, lockers, displays."""
