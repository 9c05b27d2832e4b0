"""What owners see beside the question: their forms, what they pass on, and whether they are there."""
