"""What happened: who did what to whom, where, when and how many."""
