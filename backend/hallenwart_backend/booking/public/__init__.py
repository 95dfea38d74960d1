"""What everybody may see of the halls, as pages without script and as JSON."""
