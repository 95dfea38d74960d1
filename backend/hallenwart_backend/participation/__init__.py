"""Ideas of citizens about halls, and projects of participation platforms beside the halls they concern."""
