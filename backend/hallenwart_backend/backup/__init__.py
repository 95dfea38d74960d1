"""One file that holds everything the server knows, of whichever database, and the way back from it."""
