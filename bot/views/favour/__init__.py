"""After the yes: what both sides read before it, what they are asked afterwards, and what came of it."""
