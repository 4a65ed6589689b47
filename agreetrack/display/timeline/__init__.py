"""Agreements as bars over time."""
