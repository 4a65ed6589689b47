"""The index of a registry as the use cases fill it and ask it."""
