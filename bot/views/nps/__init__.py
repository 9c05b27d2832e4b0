"""Would you recommend us: the question, and what a low number gives an owner to do."""
