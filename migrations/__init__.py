"""The database's history, one step a file; `runner` walks it."""
