"""Understanding a question: its words, concepts, periods, area, kind, and the measures that it names."""
