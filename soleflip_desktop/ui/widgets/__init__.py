"""Widgets that tabs are put together from."""
