"""Open triples: argument, relation phrase, argument, in the words of the text."""
