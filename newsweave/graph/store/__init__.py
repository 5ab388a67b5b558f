"""Where documents are kept: in memory or in one file, resolved as they come and go."""
