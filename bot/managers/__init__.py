"""Running the programme: what waits for a decision, its settings, its roles, its texts, who owns which customer."""
