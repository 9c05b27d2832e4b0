"""A next step, as its customer reads it, as their owner does, and as managers see them all."""
