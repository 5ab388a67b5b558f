"""Names: where they stand, of what kind they are, and which of them, with pronouns and nouns, are one thing."""
