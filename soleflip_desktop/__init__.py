"""SoleFlip Desktop: what each pair cost, what it brought, what is in stock and what to do next."""

__version__ = "0.1.0"
