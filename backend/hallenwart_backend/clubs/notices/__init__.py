"""The notice board between clubs: equipment to lend, trainings to share, lifts, referees."""
