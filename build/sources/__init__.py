"""Readers of the files of others, one module a format. Nothing of the files ships; they stay where they are."""
