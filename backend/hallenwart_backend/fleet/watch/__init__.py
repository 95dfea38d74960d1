"""What is wrong with a device as a machine, and who is told of it."""
