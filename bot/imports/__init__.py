"""Starting with the past: what a company knows of its customers, read from CSV files."""
