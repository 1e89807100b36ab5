"""The machinery that tries to break the product: kills, stops, full disks, bad networks, wrong clocks, odd updates.

`python -m faults` (or `make faults`) breaks things for real, lays the chat server's record of what it accepted beside
the books, and says what it did and found. A short form of everything runs with the tests.
"""
