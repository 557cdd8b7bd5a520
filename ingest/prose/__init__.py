"""What a report says in words: its sections, passages, sentences, notes, acronyms, and what it says of itself."""
