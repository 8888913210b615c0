"""Dialogs, all of them non-blocking."""
