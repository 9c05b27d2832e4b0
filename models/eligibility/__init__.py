"""Who may be asked for a reference, who may not and why, and when they may again: one statement."""
