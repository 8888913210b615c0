"""Sources: a file in, typed drafts and problems out; no Qt, no SQL."""
