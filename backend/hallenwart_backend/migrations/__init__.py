"""Alembic's environment and versions of the records database."""
