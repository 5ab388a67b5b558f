"""One happening in several articles, and the times and numbers that are given of it."""
