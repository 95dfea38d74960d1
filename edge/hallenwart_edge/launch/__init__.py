"""What starts a release and takes it back when it does not do. The standard library alone, up to every import."""
