"""Checks for tables and everything that answers from them."""
