"""Other people's machines: a Dask cluster as an executor, and the scenario that goes there with the work.

Whatever plays many games takes any :class:`concurrent.futures.Executor`. A worker needs First Refusal in the same version, and
nothing else: the scenario is sent as its records, so a file of yours need not be there.
"""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, TypeVar

import msgspec

import game as package
from game.errors import Refusal
from game.files.canonical import canonical, digest
from game.files.records import dumped, loaded
from game.lab.runs import is_kept, keep
from game.rules.engine import RULES
from game.rules.scenario import Scenario

if TYPE_CHECKING:
    from distributed import Client

PATIENCE: Final = 10
"""Seconds to wait for a scheduler to answer."""
_ADDRESS: Final = re.compile(r"(?:(?:tcp|tls|wss?)://)?[\w.:\[\]-]{1,200}:\d{1,5}")
Thing = TypeVar("Thing")
Found = TypeVar("Found")
House = tuple[str, int]
"""The version of the game and of its rules."""


@dataclass(frozen=True)
class Carried(Generic[Thing, Found]):
    """Work that brings its scenario along: in a process that does not know it, it is unpacked once."""

    work: Callable[[Thing], Found]
    name: str
    scenario: bytes

    def __call__(self, thing: Thing) -> Found:
        """Do the work on one thing."""
        if not is_kept(self.name):
            keep(self.name, loaded(Scenario, msgspec.json.decode(zlib.decompress(self.scenario))))
        return self.work(thing)


def carried(work: Callable[[Thing], Found], scenario: Scenario) -> Carried[Thing, Found]:
    """Work with its scenario, which things may name by ``name``: that tells it from every other, whoever else plays there."""
    content = canonical(dumped(scenario))
    return Carried(work, f"{scenario.id}@{digest(content)}", zlib.compress(content))


def house() -> House:
    """What is installed where this is asked."""
    return package.__version__, RULES


@contextmanager
def workers_at(address: str) -> Iterator[Executor]:
    """The workers of the Dask scheduler at an address, until the block ends; nothing that is left undone goes on there.

    ``Refusal`` in one sentence when Dask is not installed, nobody answers, nobody works there, or somebody there has another game.
    """
    try:
        from distributed import Client as Dask
        from distributed import KilledWorker
        from distributed.comm import CommClosedError
    except ImportError:
        raise Refusal(
            "no-dask",
            "Dask is not installed here.",
            "Install the game with its extra: first-refusal[cluster].",
        ) from None
    for name in ("distributed", "distributed.client"):  # what matters is said in a sentence
        logging.getLogger(name).setLevel(logging.CRITICAL)
    if not _ADDRESS.fullmatch(address):
        raise Refusal(
            "no-address",
            f"“{address[:80]}” is no address of a Dask scheduler.",
            "One is like tcp://10.0.0.7:8786.",
        )
    try:
        client = Dask(address, timeout=PATIENCE, set_as_default=False)
    except OSError as error:  # which a TimeoutError is
        raise Refusal(
            "nobody-answers", f"No Dask scheduler answers at {address} within {PATIENCE} seconds."
        ) from error
    try:
        _check_house(address, client)
        yield client.get_executor(pure=False)
    except (KilledWorker, CommClosedError, CancelledError) as error:
        raise Refusal("cluster-lost", f"The cluster at {address} was lost in the middle.") from error
    finally:
        client.close()


def _check_house(address: str, client: Client) -> None:
    """Refuse a cluster where nobody works, or where somebody could not understand the work: the scheduler reads it too."""
    theirs: dict[str, object] = {"scheduler": None}
    with suppress(ImportError):
        theirs["scheduler"] = client.run_on_scheduler(house)
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        raise Refusal(
            "no-workers",
            f"The scheduler at {address} has had no workers for {PATIENCE} seconds.",
            f"Start some: dask worker {address}.",
        ) from None
    workers = client.run(house, on_error="return")
    theirs |= {f"worker {worker}": found for worker, found in workers.items()}
    for who, found in theirs.items():
        if found != house():
            has = (
                f"has First Refusal {found[0]}" if isinstance(found, tuple) else "does not have First Refusal"
            )
            raise Refusal("other-house", f"The {who} {has}.", f"Install version {house()[0]} there, as here.")
