"""The law of terms: pure functions of a record and a day, without clock, file or terminal."""
