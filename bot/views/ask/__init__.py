"""What the people around an ask see of it: the approvers' card, the customer's card."""
