"""What a manager of the programme sees."""
