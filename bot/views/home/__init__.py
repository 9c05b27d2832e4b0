"""Home, a tab for each thing that a person may come for."""
