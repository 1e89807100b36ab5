"""What the clock does: one reminder a file."""
