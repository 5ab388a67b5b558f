"""Times, quantities and sums of money in the text."""
