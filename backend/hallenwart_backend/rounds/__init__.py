"""Season rounds: clubs wish, the system proposes by published weights, the office decides, series arise from it."""
