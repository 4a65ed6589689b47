"""Reading what people write: days, periods, terms, words and parties, in English and Russian, at every entrance."""
