"""Letters of a round: what a club gets, what it does not get and why, on paper and by e-mail."""
