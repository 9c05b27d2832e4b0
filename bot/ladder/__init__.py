"""A programme's ladder: read as it stands, changed with a history, with a look beforehand at who would move."""
