"""The tabs of the window: layout and signals, no services."""
