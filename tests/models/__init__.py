"""Tests of the ledgers, on both kinds of database."""
