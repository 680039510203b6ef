"""Which places are URLs, what their parts are, and that no secret of theirs is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fwdprop.errors import UsageError
from fwdprop.system.stores.url import below, is_remote, is_url, local_path, path_of, shown


@pytest.mark.parametrize(
    "place",
    ["rows.csv", "C:/rows.csv", "a:b.csv", "in/a://b", "./s3://bucket", "://x", "s3:/x", ""],
)
def test_a_path_is_no_url(place: str) -> None:
    assert (is_url(place), is_remote(place)) == (False, False)
    assert shown(place) == path_of(place) == local_path(place) == place


@pytest.mark.parametrize(
    ("place", "seen"),
    [
        ("s3://bucket/a b.csv", "s3://bucket/a b.csv"),
        ("S3://bucket/x", "s3://bucket/x"),
        ("s3://KEY:SECRET@bucket/x@y.csv", "s3://bucket/x@y.csv"),
        ("s3://KEY:SEC/RET@bucket/x.csv", "s3://bucket/x.csv"),
        ("s3://KEY:S/E@C/RET@bucket/x.csv", "s3://bucket/x.csv"),
        ("s3://bucket/x.csv?secret_key=SECRET&region=r", "s3://bucket/x.csv"),
        ("s3://bucket/part-?.csv", "s3://bucket/part-?.csv"),
        ("s3://bucket/part-?.csv?region=r", "s3://bucket/part-?.csv"),
        (
            "abfs://box:SECRET@account.dfs.core.windows.net/x",
            "abfs://box@account.dfs.core.windows.net/x",
        ),
        ("hdfs://user@host:8020/x", "hdfs://host:8020/x"),
        ("https://host/x.csv?X-Amz-Signature=SECRET", "https://host/x.csv?..."),
        ("https://host/x.csv#access_token=SECRET", "https://host/x.csv?..."),
        ("ftp://user:SECRET@host/x", "ftp://host/x"),
        ("file:///a/b", "file:///a/b"),
    ],
)
def test_no_key_password_or_option_is_shown(place: str, seen: str) -> None:
    assert is_url(place)
    assert shown(place) == seen
    assert shown(seen) == seen


@given(st.text(st.characters(exclude_characters="/", exclude_categories=["Cs"]), min_size=1))
def test_every_name_keeps_its_characters_below_a_folder(name: str) -> None:
    place = below("s3://bucket/in?region=r", f"deep/{name}")
    assert path_of(place) == f"/in/deep/{name}"
    assert place.endswith("?region=r")


@pytest.mark.parametrize(
    ("place", "path"),
    [
        ("file:///a/b%20c%3F%25.csv", "/a/b c?%.csv"),
        ("file://localhost/a", "/a"),
        ("file:///%ff.csv", "/\udcff.csv"),
    ],
)
def test_a_url_of_this_machine_is_a_path(place: str, path: str) -> None:
    assert (is_remote(place), local_path(place)) == (False, path)


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("file://host/a", "file://host/a is on the machine host"),
        ("file://a.csv", "file://a.csv is on the machine a.csv"),
        ("file://", "file:// names no file"),
    ],
)
def test_a_url_of_another_machine_is_refused(place: str, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        local_path(place)
    assert str(refused.value) == message
