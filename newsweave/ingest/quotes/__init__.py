"""Who says what: quotations with their speakers, and the claims that follow from them."""
