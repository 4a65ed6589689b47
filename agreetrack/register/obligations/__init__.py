"""What the parties owe, and what became of it."""
