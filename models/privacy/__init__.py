"""What is kept about people, and how it is shown to them, forgotten, and kept away."""
