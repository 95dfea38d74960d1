"""Streams: parts from cameras, playlists for viewers, recordings, and a log of who started and stopped what."""
