"""The garbage collector of a process that serves pages.

By default Python looks through every living object after some hundred new ones. A page of two hundred rows makes
thousands that are freed without its help, and the application's own will live as long as the process: looking through
them took half the time of such a page.
"""

import gc

NEW_OBJECTS = 50_000  # made and not freed, before it looks


def collect_seldom() -> None:
    """Set what is there aside for good, and look at the rest seldom. To be called once the application is made."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, 20, 20)
