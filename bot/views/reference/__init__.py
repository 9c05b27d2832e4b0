"""What a seller sees of a reference: the form, the shortlist, the live line."""
