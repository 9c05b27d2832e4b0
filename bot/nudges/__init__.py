"""Next steps that are proposed to customers: found once a week, answered at leisure, begun and brought to an end."""
