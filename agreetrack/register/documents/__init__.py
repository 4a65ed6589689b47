"""The documents that are kept with agreements."""
