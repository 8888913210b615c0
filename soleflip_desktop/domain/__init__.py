"""Pure rules of the trade: no Qt, no SQL, no files."""
