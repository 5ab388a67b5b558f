"""Which entities of different documents are one."""
