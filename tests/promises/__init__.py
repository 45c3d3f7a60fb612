"""The promises of the project, each a file named by its number."""
