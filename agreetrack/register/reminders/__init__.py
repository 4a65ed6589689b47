"""Warnings: what is due, to whom it is told, and what was answered."""
