"""Words and clauses: dictionary forms, who does what to whom, how real a clause is made."""
