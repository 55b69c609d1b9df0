"""The same tournament on other machines: a real Dask scheduler with two workers, each a process of its own."""

from __future__ import annotations

import os
import sys
import time

import pytest

from game.errors import Refusal
from game.lab import cluster
from game.lab.tournament import Plan, play

SHORT = """\
based-on: first-refusal
id: two-quarters
title: Two quarters
quarters: {count: 2}
deadlines: []
"""


def local(workers: int):
    distributed = pytest.importorskip("distributed", reason="the extra “cluster” is not installed")
    return distributed.LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50
    )


def refused(address: str) -> str:
    with pytest.raises(Refusal) as refusal, cluster.workers_at(address):
        pytest.fail("somebody was there")
    assert str(refusal.value).endswith(".")
    return str(refusal.value)


def where(_: int) -> int:
    time.sleep(0.02)
    return os.getpid()


# One test: starting two workers takes seconds.
def test_a_cluster_of_two_plays_the_same_tournament_and_is_sent_the_scenario(tmp_path, monkeypatch):
    path = tmp_path / "two-quarters.yaml"
    path.write_text(SHORT)
    plan = Plan(scenario=str(path), seed="b2:far", players=("bot:1", "policy:adaptive"), deals=3)
    here = list(play(plan))
    with local(2) as dask:
        with cluster.workers_at(dask.scheduler_address) as workers:
            path.unlink()
            assert list(play(plan, executor=workers)) == here
            found = set(workers.map(where, range(40)))
            assert len(found) == 2
            assert os.getpid() not in found
        monkeypatch.setattr("game.__version__", "9.9.9")
        assert "Install version 9.9.9 there" in refused(dask.scheduler_address)


def test_a_scheduler_without_workers_is_refused(monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with local(0) as dask:
        assert "has had no workers" in refused(dask.scheduler_address)


@pytest.mark.parametrize("address", ["nonsense", "foo://x:1", "tcp://host", ""])
def test_what_is_no_address_is_refused_at_once(address):
    pytest.importorskip("distributed", reason="the extra “cluster” is not installed")
    assert "is no address" in refused(address)


def test_where_nobody_answers_is_said_after_a_while(monkeypatch):
    pytest.importorskip("distributed", reason="the extra “cluster” is not installed")
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    assert "No Dask scheduler answers" in refused("tcp://127.0.0.1:9")


def test_without_the_extra_one_is_told_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert "first-refusal[cluster]" in refused("tcp://127.0.0.1:9")
