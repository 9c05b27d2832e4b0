"""What the digest and its notes look like: a file for each section."""
