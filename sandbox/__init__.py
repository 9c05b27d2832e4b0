"""A Slack workspace in a box: Web API, Socket Mode, signed HTTP, and people who click."""
