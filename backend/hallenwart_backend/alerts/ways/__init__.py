"""How a person is reached: addresses, their proof, and quiet hours."""
