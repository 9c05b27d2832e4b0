"""A real workspace: connecting one, and looking whether everything it needs is there."""
