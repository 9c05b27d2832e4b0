"""What a seller needs for a deal: `draft` takes the form, `shortlist` shows who fits, `course` starts and ends it."""
