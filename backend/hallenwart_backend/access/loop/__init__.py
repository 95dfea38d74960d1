"""How far a right has come on its way to the locker and back."""
