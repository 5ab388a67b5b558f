"""Which thing of a knowledge base an entity is, by what its document says."""
