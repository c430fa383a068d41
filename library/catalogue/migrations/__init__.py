"""Alembic's migrations of the catalogue; each is written once and never changed.

Must not import the models: a migration describes the schema of its own day.
"""
