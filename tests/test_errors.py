"""The errors say what, where and what to do; their exit codes mean something."""

import pytest

from dateline.errors import DatelineError, InputError, ResourceError, UsageError


@pytest.mark.parametrize(("kind", "code"), [(UsageError, 2), (InputError, 3), (ResourceError, 4)])
def test_exit_codes(kind: type[DatelineError], code: int) -> None:
    assert kind("x").exit_code == code


def test_message_says_what_where_and_what_next() -> None:
    error = InputError("no such file", where="pages/a.html", todo="check the path")
    assert str(error) == "pages/a.html: no such file\n  → check the path"
