"""People at a door as the truth has it, and what beams, a radar and a motion sensor see of them. Pure and seeded."""
