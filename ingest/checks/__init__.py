"""Data-quality checks. Each module holds one, and says what it found, where, and in whose words."""
