"""Sample reports of an invented force, with their gold tables and the script that renders both."""
