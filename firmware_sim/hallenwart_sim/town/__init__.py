"""The demo town: plan, processes, network, emulated halls and the people who use them."""
