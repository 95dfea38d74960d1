"""What clubs show of themselves and share with each other: profiles, the notice board, documents, figures, members."""
