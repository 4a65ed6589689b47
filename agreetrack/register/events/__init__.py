"""What happens to an agreement: recorded, judged by what held before, and corrected."""
