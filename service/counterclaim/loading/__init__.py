"""Loading: rows are checked and staged, written a batch a transaction, and the topics they touch computed again."""
