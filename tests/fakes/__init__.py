"""Stand-ins for the services of others, spoken to over real sockets."""
