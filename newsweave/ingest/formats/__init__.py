"""Formats that articles come in, each in a module of its own, behind one Protocol; the table says which there are."""
