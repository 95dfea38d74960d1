"""How long what is kept, the job that deletes and proves it, and what people are told about it (GDPR Art. 5, 13, 30)."""
