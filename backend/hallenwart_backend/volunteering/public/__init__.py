"""The pages for whoever wants to help. They work without script and without an account."""
