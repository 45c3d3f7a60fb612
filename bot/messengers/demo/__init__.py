"""The demo messenger: phones of several people in a browser, and the test double of all tests."""
