"""What connects views to services."""
