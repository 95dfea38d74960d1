"""`/vergabe`: how a season's times were given out, for everybody. Clubs' hours and weights, no persons."""
