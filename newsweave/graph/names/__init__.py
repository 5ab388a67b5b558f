"""What names say: folded spellings, parts, keys, countries and the words that are their own."""
