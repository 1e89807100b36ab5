"""What the product costs, measured against the barest thing that does the same work, in the same run."""
