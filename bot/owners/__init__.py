"""What owners decide ahead: to be away, who stands in, standing approvals, accounts held back for a while."""
