"""What all tests share: no property is held against a clock, which a busy machine would lose; interruptions arrive."""

import signal

from hypothesis import HealthCheck, settings

settings.register_profile("geo", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("mutants", deadline=None, max_examples=10)
settings.load_profile("geo")

# A run in the background of a script is deaf to interruptions, and so would be every process that it starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
