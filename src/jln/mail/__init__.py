"""Mail as a mechanism: outbox, delivery, listener, reading. Knows no domain."""
