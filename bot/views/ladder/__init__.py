"""The ladder as a manager sees and changes it."""
