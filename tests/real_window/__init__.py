"""A day of a reseller in a real window under Xvfb: a drag from another process, the rest by keyboard."""
