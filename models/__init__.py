"""What the business knows: one ledger a module."""
