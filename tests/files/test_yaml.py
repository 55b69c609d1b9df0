"""The strict subset of YAML: nothing is read as something else than it looks, and a hostile file costs nothing."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game import strict_yaml
from game.strict_yaml import read, read_bytes


def test_what_an_author_may_write() -> None:
    text = """\
a: 10000
b: -400
c: 1_000
d: true
e: false
f: some words
g: "10"
h: 'no: really'
i: [1, two, {three: 3}]
j:
  k: >-
    folded
    text
  l: |
    two
    lines
m: {}
n: []
o: 2025-Q1
p: 2025-11
q: yes
r: none
"""
    document = read(text, "a.yaml")
    assert document.problems == ()
    assert document.value == {
        "a": 10000, "b": -400, "c": 1000, "d": True, "e": False, "f": "some words", "g": "10", "h": "no: really",
        "i": [1, "two", {"three": 3}], "j": {"k": "folded text", "l": "two\nlines\n"}, "m": {}, "n": [], "o": "2025-Q1",
        "p": "2025-11", "q": "yes", "r": "none",
    }  # fmt: skip


def test_every_value_and_every_key_has_its_place() -> None:
    document = read("a:\n  - b: 1\n    c: [x, y]\n", "a.yaml")
    assert document.places["a", 0, "c", 1] == (3, 12, 0, 0)
    assert document.places["a", 0, "c"] == (3, 8, 3, 5)
    assert str(document.problem(("a", 0, "c", 1), "No.")) == "a.yaml:3:12: a[0].c[1]: No."
    assert str(document.problem(("a", 0, "c"), "No.", at_key=True)) == "a.yaml:3:5: a[0].c: No."
    assert document.problem(("a", 7, "z"), "No.").line == 2


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("", "1:1", "The file is empty"),
        ("# only a comment\n", "1:1", "The file is empty"),
        ("a: 1\nb: 2\na: 3\n", "3:1", "a was given before, in line 1"),
        ("{a: 1, a: [2, 3]}", "1:8", "given before"),
        ("a: &x 1\n", "1:4", "anchor &x"),
        ("a: *x\n", "1:4", ""),
        ("a: &x 1\nb: *x\n", "2:4", "alias *x"),
        ("a: !!str 1\n", "1:4", "tag !!str"),
        ("a: !!python/object/apply:os.system [ls]\n", "1:4", "tag !!python"),
        ("a: !mine 1\n", "1:4", "tag !mine"),
        ("a:\nb: 1\n", "1:3", "no value here"),
        ("a: ~\n", "1:4", "no value here"),
        ("a: null\n", "1:4", "no value here"),
        ("a: [1, , 2]\n", "1:8", ""),
        ("a: 1.5\n", "1:4", "1.5 is a number of a kind"),
        ("a: 1e3\n", "1:4", "1e3 is a number"),
        ("a: 010\n", "1:4", "010 is a number"),
        ("a: 0x10\n", "1:4", "0x10 is a number"),
        ("a: +5\n", "1:4", "+5 is a number"),
        ("a: 1:30\n", "1:4", "1:30 is a number"),
        ("a: .inf\n", "1:4", ".inf is a number"),
        ("a: .nan\n", "1:4", ".nan is a number"),
        ("a: 1__0\n", "1:4", "1__0 is a number"),
        ("a: 99999999999999999999\n", "1:4", "too large"),
        ("a: " + "9" * 100_000, "1:4", "too large"),
        ("a: 1\n---\nb: 2\n", "2:1", "second document"),
        ("%YAML 1.1\n---\na: 1\n", "", "directives"),
        ("a:\n\tb: 1\n", "2:1", "A tab"),
        ("a: b: c\n", "1:5", "A colon"),
        ("a: 1\n b: 2\n", "2:3", ""),
        ("a: 'x\n", "", "not YAML"),
        ("a: @x\n", "1:4", "begin with '@'"),
        ("a: %x\n", "1:4", "begin with '%'"),
        ("a: b\x07c\n", "1:5", "U+0007"),
        ('a: "\\e[31m"\n', "1:4", "control character U+001B"),
        ('a: "\\u009b31m"\n', "1:4", "control character U+009B"),
        ("? [a, b]\n: 1\n", "1:3", "A key must be a word"),
        ("? {a: b}\n: {c: d}\n", "1:3", "A key must be a word"),
        ("<<: {a: 1}\n", "1:1", "Merging"),
        ('"": 1\n', "1:1", "A key is empty"),
    ],
)  # fmt: skip
def test_what_is_not_allowed_is_said_with_its_place(text: str, place: str, words: str) -> None:
    document = read(text, "a.yaml")
    assert document.problems
    said = [str(problem) for problem in document.problems]
    assert any(line.startswith(f"a.yaml:{place}") and words in line for line in said), said


def test_all_problems_are_found_at_once() -> None:
    document = read("a: ~\nb: 1.5\nc: &x [!t 1, *x]\na: 2\n", "a.yaml")
    assert [(problem.line, problem.column) for problem in document.problems] == [
        (1, 4),
        (2, 4),
        (3, 4),
        (3, 8),
        (3, 14),
        (4, 1),
    ]
    assert document.whole


def test_the_second_of_two_equal_keys_counts_for_nothing() -> None:
    document = read("a: 1\na: {b: [2, {c: 3}]}\nd: 4\n", "a.yaml")
    assert document.value == {"a": 1, "d": 4}
    assert len(document.problems) == 1


@pytest.mark.parametrize(
    ("data", "place", "words"),
    [
        (b"a: 1\nb: \xff\n", "2:4", "not UTF-8"),
        ("a: 1\n".encode("utf-16"), "1:1", "not UTF-8"),
        (b"a: 1\n" + b"#" * strict_yaml.LARGEST, "", "at most"),
        (b"a: \0", "1:4", "U+0000"),
    ],
)
def test_bytes_that_are_no_text_are_said_with_their_place(data: bytes, place: str, words: str) -> None:
    (problem,) = read_bytes(data, "a.yaml").problems
    assert str(problem).startswith(f"a.yaml:{place}" if place else "a.yaml: ")
    assert words in str(problem)


def test_a_byte_order_mark_is_nobodys_fault() -> None:
    assert read_bytes(b"\xef\xbb\xbfa: 1\r\n", "a.yaml").value == {"a": 1}


LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(20)
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[" * 100_000, "nested deeper than 60"),
        ("{a: " * 100_000, "nested deeper than 60"),
        ("- " * 100_000, "nested deeper than 60"),
        ("[" * 61 + "]" * 61, "nested deeper than 60"),
        (LAUGHS, "alias"),
        ("[" + "1," * 100_001 + "1]", "more than 100000 values"),
        ("? " * 50_000, ""),
    ],
    ids=["brackets", "braces", "dashes", "just too deep", "a billion laughs", "too many", "questions"],
)
def test_a_hostile_file_costs_no_more_than_an_honest_one(text: str, words: str) -> None:
    begun = time.perf_counter()
    document = read(text, "a.yaml")
    assert time.perf_counter() - begun < 5
    assert any(words in problem.words for problem in document.problems)


def test_sixty_levels_are_fine() -> None:
    assert read("[" * 60 + "]" * 60, "a.yaml").problems == ()


@given(text=st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    document = read(text, "a.yaml")
    assert document.whole or document.problems


@given(text=st.text(alphabet="ab:-[]{}&*!?|>'\"#%@ ,\n\t0.~<", max_size=60))
def test_any_punctuation_is_read_or_refused(text: str) -> None:
    document = read(text, "a.yaml")
    assert document.whole or document.problems


@given(value=st.recursive(
    st.integers(-(10**12), 10**12) | st.booleans() | st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"])),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.text(st.characters(codec="ascii", categories=["L"]), min_size=1), inner, max_size=4),
    max_leaves=12,
))  # fmt: skip
def test_json_without_null_and_floats_is_read_as_it_is(value: object) -> None:
    document = read(json.dumps(value, ensure_ascii=False), "a.yaml")
    assert document.problems == ()
    assert document.value == value
