"""The words that statements and events are made of, and the shapes that every export keeps to."""
