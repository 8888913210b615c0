"""Everything PostgreSQL: server, schema, staging, merge, history, queries."""
