"""What is known of the world beforehand: items with names and identifiers, offline in SQLite, online when asked."""
