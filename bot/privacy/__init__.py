"""What a person may have of what is kept on them: to read it, and to have it forgotten."""
