"""The message broker of Hallenwart: provisioning, generated configuration, and a local broker on loopback."""
