"""Telephones of the town's people, and the gateways that reach them: everything on loopback, nobody is really called."""
