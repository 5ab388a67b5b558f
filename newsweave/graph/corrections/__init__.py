"""What a person says against the machine, kept as a log and replayed."""
