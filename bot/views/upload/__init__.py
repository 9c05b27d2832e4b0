"""What a manager sees of a file that they dropped."""
