"""The use cases: what somebody wants done with the registry. They return results and print nothing."""
