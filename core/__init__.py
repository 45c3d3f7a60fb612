"""What the service does: rules, facts and use cases, on the standard library alone."""
