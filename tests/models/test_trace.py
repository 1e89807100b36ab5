"""What is being worked on is known within, and what was before is known again afterwards."""

from __future__ import annotations

import pytest

from models.trace import OPERATION, UPDATE, working_on


def test_the_update_stays_while_its_operations_come_and_go() -> None:
    with working_on(update="7"):
        with working_on(operation="a"):
            assert (UPDATE.get(), OPERATION.get()) == ("7", "a")
        with pytest.raises(KeyError), working_on(update="8", operation="b"):
            raise KeyError
        assert (UPDATE.get(), OPERATION.get()) == ("7", "")
    assert (UPDATE.get(), OPERATION.get()) == ("", "")
