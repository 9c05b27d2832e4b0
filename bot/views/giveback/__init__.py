"""What is given back: the form, the customer's message, the owner's cards, the words for it."""
