"""The incident engine and the durable queue of messages to people."""
