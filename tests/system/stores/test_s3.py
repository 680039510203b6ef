"""S3 itself, served on this machine."""

from __future__ import annotations

from pathlib import Path

import any_store
import pytest
from buckets import KEY, SECRET, Bucket
from command_line import Run
from kept_files import RESULTS, content, names, put, rows_in_every_format

NET = "networks/transactions.yaml"


def test_it_keeps_files(bucket: Bucket) -> None:
    any_store.keeps_files(bucket.url)


def test_it_knows_folders(bucket: Bucket) -> None:
    any_store.knows_folders(bucket.url)


def test_it_replaces_whole_files(bucket: Bucket) -> None:
    any_store.replaces_whole_files(bucket.url)


def test_it_reads_anywhere(bucket: Bucket) -> None:
    any_store.reads_anywhere(bucket.url)


def test_rows_of_every_format_are_read(bucket: Bucket, fwdprop: Run, tmp_path: Path) -> None:
    for name in rows_in_every_format(tmp_path):
        put(bucket.url(name), (tmp_path / name).read_bytes())
        keep = [] if name.endswith(".npy") else ["--keep", "id"]
        done = fwdprop("run", NET, "--data", bucket.url(name), *keep, "--format", "csv")
        expected = RESULTS if keep else "transactions\n9\n17\n25\n"
        assert (done.stdout, done.stderr, done.status) == (expected, "", 0), name


@pytest.mark.parametrize("ending", ["csv", "parquet", "arrow", "npy"])
def test_results_are_those_of_a_file(
    ending: str, bucket: Bucket, fwdprop: Run, tmp_path: Path
) -> None:
    for place in (bucket.url(f"out.{ending}"), f"{tmp_path}/out.{ending}"):
        done = fwdprop("run", "networks/iris.yaml", "--data", "networks/iris.csv", "-o", place)
        assert (done.stdout, done.stderr, done.status) == ("", "", 0)
    assert names(bucket.url()) == [f"out.{ending}"]
    assert content(bucket.url(f"out.{ending}")) == (tmp_path / f"out.{ending}").read_bytes()


def test_keys_come_from_the_environment(
    bucket: Bucket, fwdprop: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(bucket.url("x.csv"), "children,accounts\n2,3\n")
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{bucket.port}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    done = fwdprop("run", NET, "--data", f"s3://{bucket.name}/x.csv")
    assert (done.stdout, done.stderr) == ("transactions\n9\n", "")


def test_a_secret_may_have_a_slash(bucket: Bucket, fwdprop: Run) -> None:
    put(bucket.url("x.csv"), "children,accounts\n2,3\n")
    done = fwdprop("run", NET, "--data", bucket.url("x.csv", f"{KEY}:{SECRET}@"))
    assert (done.stdout, done.stderr) == ("transactions\n9\n", "")


def test_a_missing_file_and_a_missing_bucket_are_told_apart(bucket: Bucket, fwdprop: Run) -> None:
    done = fwdprop("run", NET, "--data", bucket.url("none.csv"))
    assert done.stderr == f"error: there is no file {bucket.shown('none.csv')}\n"
    other = bucket._replace(name="none-at-all")
    done = fwdprop("run", NET, "--data", other.url("x.csv"))
    assert done.stderr == (
        "error: there is no file s3://none-at-all/x.csv: s3://none-at-all is missing\n"
    )
    done = fwdprop("run", NET, "--input", "2", "3", "-o", other.url("x.csv"))
    assert done.status == 2
    assert done.stderr.startswith("error: cannot write s3://none-at-all/x.csv: ")
    assert "The specified bucket does not exist" in done.stderr
    assert not any(secret in done.stderr for secret in (KEY, SECRET, SECRET.replace("/", "%2F")))


def test_missing_keys_are_the_store_s_message(
    bucket: Bucket, fwdprop: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    put(bucket.url("x.csv"), "children,accounts\n2,3\n")
    done = fwdprop("run", NET, "--data", bucket.url("x.csv", ""))
    assert done.status == 2
    assert "ACCESS_DENIED" in done.stderr
    assert done.stderr.endswith(
        "help: keys come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, from"
        " ~/.aws/credentials, or from the machine's role\n"
    )


def test_a_file_is_fetched_whole_or_not_at_all(
    bucket: Bucket, fwdprop: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fwdprop.system.stores.arrow import ArrowFiles
    from fwdprop.system.stores.remote import Opened

    put(bucket.url("x.csv"), "children,accounts\n" + "2,3\n" * 200_000)
    reader = ArrowFiles.reader

    def broken(files: ArrowFiles, path: str) -> Opened:
        opened = reader(files, path)

        def read_at(offset: int, size: int) -> bytes:
            if offset:
                raise OSError(f"connection reset, key {SECRET}")
            return opened.read_at(offset, size)

        return opened._replace(read_at=read_at)

    monkeypatch.setattr(ArrowFiles, "reader", broken)
    done = fwdprop("run", NET, "--data", bucket.url("x.csv"), "-o", bucket.url("out/y.csv"))
    assert done.stderr == (
        f"error: cannot read {bucket.shown('x.csv')}: connection reset, key ***\n"
        "help: is the address right? another endpoint stands behind the URL, and so does the"
        " region: '?endpoint_override=HOST:PORT&scheme=http&region=REGION'\n"
    )
    assert names(bucket.url()) == ["x.csv"]
