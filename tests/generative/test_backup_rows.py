"""Any row comes back as it was, whatever the database on either side."""

from __future__ import annotations

import json
import math
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders.installations import VENDORS
from tests.builders.samples import ROWS, add_samples, all_rows

from fardplan.apps.backups import actions
from fardplan.apps.backups.adapters import TableCodec


@pytest.mark.parametrize(("source", "target"), list(product(VENDORS, VENDORS)))
def test_any_rows_come_back_alike(
    places, tmp_path_factory, example_app, source, target
):
    # One archive holds many examples: a database of its own for each would be slow.
    @settings(max_examples=3, deadline=None)
    @given(rows=st.lists(ROWS, min_size=20, max_size=60))
    def check(rows):
        file = tmp_path_factory.mktemp("backup") / "a.zip"
        with places(source, migrate=True):
            add_samples(rows)
            before = all_rows()
            actions.make_backup(target=file)
        with places(target):
            actions.restore(source=file)
            after = all_rows()
        assert before.pop("accounts_auditevent") == []
        assert len(after.pop("accounts_auditevent")) == 1
        assert before.pop("accounts_audithead") == []
        assert len(after.pop("accounts_audithead")) == 1
        assert after == before

    check()


@pytest.fixture
def codec(example_app):
    from tests.builders.backup_example.models import Sample

    return TableCodec(Sample)


def test_a_line_tells_every_value(codec):
    @settings(max_examples=300, deadline=None)
    @given(row=ROWS, is_null=st.booleans())
    def check(row, is_null):
        given_row = [row.get(column) for column in codec.columns]
        line = codec.encode(given_row, [False, is_null])
        back = dict(zip(codec.columns, codec.decode(line), strict=True))
        assert b"\n" not in line
        assert len(json.loads(line)) == len(codec.columns)
        for name in row.keys() - {"facts", "perhaps"}:
            assert (back[name], type(back[name])) == (row[name], type(row[name]))
        assert _value(back["facts"]) == row["facts"]
        assert _value(back["perhaps"]) == (None if is_null else row["perhaps"])
        assert (back["perhaps"] is None) is is_null

    check()


def test_any_float_comes_back(codec):
    @given(value=st.floats())
    def check(value):
        row = [value if column == "real" else None for column in codec.columns]
        line = codec.encode(row, [True, True])
        back = codec.decode(line)[codec.columns.index("real")]
        assert back == value or (math.isnan(back) and math.isnan(value))

    check()


def _value(value):
    # JSON's own null is told apart from the database's NULL by an expression.
    return getattr(value, "value", value)
