"""What all tests share: no property is held against a clock, which a busy machine would lose."""

from hypothesis import HealthCheck, settings

settings.register_profile("geo", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("mutants", deadline=None, max_examples=10)
settings.load_profile("geo")
