"""What customers see of themselves, and what their owners see of them."""
