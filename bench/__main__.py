"""`python -m bench [NAME …] [--small]`: measure, and print the table. Without names everything."""

from __future__ import annotations

import argparse
import logging
from importlib import import_module

from bench.report import HEAD, machine, say

NAMES = ("steps", "place", "digest", "letters", "start", "reading", "interactions", "barcodes", "flood")


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*NAMES, []], metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--small", action="store_true", help="small sizes: to see whether it runs, not for figures")
    args = parser.parse_args()
    logging.disable(logging.WARNING)
    for name in args.names or NAMES:
        say(f"\n{name} ({machine()})\n\n{HEAD}")
        for figure in import_module(f"bench.{name}").measure(small=args.small):
            say(figure.row())


if __name__ == "__main__":
    main()
