"""Readings as files: CSV and Parquet, written in steps by a process of their own."""
