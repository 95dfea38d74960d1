"""One file per technology: databases, brokers, notifiers."""
