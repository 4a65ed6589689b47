"""What is settled for all, kept in the registry, and what is one's own, kept in a file."""
