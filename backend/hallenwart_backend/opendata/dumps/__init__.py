"""Datasets as files to copy: CSV and Parquet, made by night in a process of their own."""
