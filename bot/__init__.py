"""How the product runs: command line, wiring, intake of updates, schedule."""
