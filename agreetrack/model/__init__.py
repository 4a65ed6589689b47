"""The typed record, its validation, and the errors with their exit codes."""
