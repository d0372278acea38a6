"""How examples are drawn for tests of properties: the same ones in every run, however busy the machine is.

A run that fails by chance would stop a change that has nothing to do with it. To look for more, raise a number for a while.
"""

from hypothesis import HealthCheck, settings


def examples(number: int) -> settings:
    """Decorates a test that Hypothesis gives examples to, with how many."""
    return settings(max_examples=number, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
