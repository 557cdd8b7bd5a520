"""Questions with gold answers over a generated corpus, one module for each family of kinds."""
