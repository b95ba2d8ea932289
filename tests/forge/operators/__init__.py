"""The operators: each takes a good case and makes the forgery that its docstring names."""

import importlib
import os
from dataclasses import dataclass

from case import FORMS, LEVELS, TRUSTS

OPERATORS = {}


@dataclass(frozen=True)
class Operator:
    """`codes`: findings (shell patterns) of which one must be told. `law` says what must not come of the forgery."""
    make: object
    codes: tuple
    clause: str
    forms: tuple
    levels: tuple
    trusts: tuple
    law: str
    control: bool

    @property
    def name(self):
        return self.make.__name__


def forges(*codes, clause, forms=FORMS, levels=LEVELS, trusts=TRUSTS, law="not_valid", control=True):
    """Enters an operator. Laws: not_valid; told (valid is right, but not without one of the codes); not_qualified (no
    qualified seal); not_proven (no time is proven); no_earlier (none before the stamp's);
    not_imported (the list is refused)."""
    def enter(make):
        assert make.__doc__ and make.__name__ not in OPERATORS, make.__name__
        OPERATORS[make.__name__] = Operator(make, codes, clause, tuple(forms), tuple(levels), tuple(trusts), law, control)
        return make
    return enter


def load():
    for name in sorted(os.listdir(os.path.dirname(os.path.abspath(__file__)))):
        if name.endswith(".py") and name != "__init__.py":
            importlib.import_module(f"operators.{name[:-3]}")
    return OPERATORS
