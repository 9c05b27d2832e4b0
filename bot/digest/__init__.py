"""The programme's Monday, what became overdue, and what moved for sellers: messages about a moment."""
