from support.brokers import broker, shared_broker

__all__ = ["broker", "shared_broker"]
