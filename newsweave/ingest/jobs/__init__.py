"""Many documents at once: worker processes that extract, and the order in which their results come."""
