"""Settings of all tests."""

from hypothesis import settings

settings.register_profile("hallenwart", deadline=None)  # how long something takes is for `make bench` to say
settings.load_profile("hallenwart")
