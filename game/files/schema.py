"""The JSON Schema of scenario files, for an author's editor: made from the records, the register of stats and the clauses."""

from __future__ import annotations

import json
from typing import Any, Final

from game.files.sense import DETAILS, DRAWN, FORMAT, MARKS, NEEDED
from game.files.shape import adapter
from game.files.variants import BASED_ON
from game.rules.agreement import CLAUSES
from game.rules.candour import DISCLOSED
from game.rules.dimensions import DIMENSIONS
from game.rules.scenario import MOST_QUARTERS
from game.rules.stats import SECTION_STATS, STATS
from game.rules.undertakings import UNDERTAKINGS
from game.rules.units import SEATS

FILE: Final = "scenario.schema.json"


def scenario_schema() -> dict[str, Any]:
    """The schema as plain data: the shape as pydantic judges it, with the names that the game knows."""
    schema: dict[str, Any] = adapter().json_schema(by_alias=True, mode="validation")
    kinds: dict[str, Any] = schema["$defs"]
    whole: dict[str, Any] = kinds.get("Scenario", schema)
    stat_names = {"type": "string", "enum": list(STATS)}
    _field(kinds["StatIs"], "stat", stat_names)
    _field(kinds["Change"], "change", stat_names)
    _field(kinds["ClauseIs"], "clause", {"type": "string", "enum": list(CLAUSES)})
    _field(kinds["Card"], "mark", {"type": "string", "enum": list(MARKS)})
    _field(kinds["Span"], "from", {"type": "string", "pattern": "^[0-9]{4}-Q[1-4]$"})
    _field(kinds["Span"], "count", {"type": "integer", "minimum": 1, "maximum": MOST_QUARTERS})
    _field(kinds["Amends"], "amend", {"type": "string", "enum": list(CLAUSES)})
    _field(kinds["Vow"], "promise", {"type": "string", "enum": list(UNDERTAKINGS)})
    _field(kinds["Learns"], "learns", {"type": "string", "enum": list(SEATS)})
    _field(kinds["Learns"], "about", {"type": "string", "enum": list(DISCLOSED)})
    _field(kinds["Drift"], "drift", {"type": "string", "enum": list(SEATS)})
    _field(kinds["Later"], "odds", {"type": "integer", "minimum": 1, "maximum": 100})
    _field(kinds["Perhaps"], "chance", {"type": "integer", "minimum": 0, "maximum": 100})
    _field(kinds["Deadline"], "seen-by", {"type": "array", "items": {"enum": list(SEATS)}})
    _field(whole, "format", {"const": FORMAT})
    _field(whole, "detail", {"type": "string", "enum": list(DETAILS)})
    _field(whole, "agreement", _agreement())
    for section in SECTION_STATS:
        _field(kinds["Start"], section, _section(section))
    for seat in SEATS:
        _field(kinds["Mandates"], seat, {"type": "array", "items": _mandate(kinds["Mandate"], seat)})
    schema = _plain(schema)
    for unused in ("Mandate", "Negotiable"):  # each seat and each clause has a narrower one in its place
        del schema["$defs"][unused]
    needed = _let_go(schema, schema["$defs"])
    based = {"description": "The scenario that this one is based on, by its id.", "type": "string"}
    schema["properties"] = {BASED_ON: based, **schema["properties"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A scenario of First Refusal",
        **schema,
        # What must be there must be there only where nothing stands behind the file.
        "if": {"not": {"required": [BASED_ON]}},
        "then": needed,
        "else": {"required": ["format", "id"]},
    }


def schema_text() -> str:
    """The schema as the file holds it: equal schemas are equal bytes."""
    return json.dumps(scenario_schema(), indent=2, ensure_ascii=False) + "\n"


def _let_go(part: dict[str, Any], kinds: dict[str, Any]) -> dict[str, Any]:
    """Take from the mappings that a variant may give in part what they must hold; gives it back as a schema of its own."""
    whole = kinds[part["$ref"].rpartition("/")[2]] if "$ref" in part else part
    needed = {"required": whole.pop("required")} if "required" in whole else {}
    inside = {key: _let_go(held, kinds) for key, held in whole.get("properties", {}).items()}
    inside = {key: found for key, found in inside.items() if found}
    alike = len({str(found) for found in inside.values()}) == 1
    if alike and len(inside) == len(whole["properties"]):
        return {**needed, "additionalProperties": next(iter(inside.values()))}
    return {**needed, "properties": inside} if inside else needed


def _plain(part: Any) -> Any:
    """Without the titles that pydantic makes of keys, and without null, which a scenario file never holds."""
    if isinstance(part, list):
        return [_plain(entry) for entry in part if entry != {"type": "null"}]
    if not isinstance(part, dict):
        return part
    kept = {key: value for key, value in part.items() if not (key == "title" and isinstance(value, str))}
    if "default" in kept and kept["default"] is None:
        del kept["default"]
    made = {key: _plain(value) for key, value in kept.items()}
    if len(made.get("anyOf", ())) == 1:
        made = {**made.pop("anyOf")[0], **made}
    return made


def _field(record: dict[str, Any], key: str, schema: dict[str, Any]) -> None:
    """Say more about a field than its type does; its description stays."""
    old = record["properties"][key]
    record["properties"][key] = {
        name: old[name] for name in ("description", "default") if name in old
    } | schema


def _agreement() -> dict[str, Any]:
    clauses = {}
    for clause in CLAUSES.values():
        terms = {"enum": list(clause.options)}
        ladder = {"type": "array", "items": terms, "uniqueItems": True}
        clauses[clause.id] = {
            "type": "object",
            "description": f"{clause.title}. Best for Microsoft first: {', '.join(map(str, clause.options))}.",
            "properties": {
                "start": {**terms, "description": "The term in force when the game begins."},
                "options": {
                    **ladder,
                    "description": "What may be negotiated; all of the catalogue's when left out, nothing when empty.",
                },
            },
            "required": ["start"],
            "additionalProperties": False,
        }
    return {"type": "object", "properties": clauses, "required": list(CLAUSES), "additionalProperties": False}


def _section(section: str) -> dict[str, Any]:
    fields = {}
    for stat in SECTION_STATS[section]:
        if stat.field not in DRAWN[section]:
            fields[stat.field] = {
                "type": "integer",
                "minimum": -(-stat.low // stat.scale),
                "maximum": stat.high // stat.scale,
                "description": f"{stat.title}, {stat.unit}. {stat.words}",
            }
    return {
        "type": "object",
        "properties": fields,
        "required": list(NEEDED[section]),
        "additionalProperties": False,
    }


def _mandate(mandate: dict[str, Any], seat: str) -> dict[str, Any]:
    dimensions = [name for name, _ in DIMENSIONS[seat]]
    weight = {"type": "integer", "minimum": 0, "maximum": 100}
    weights = {
        "type": "object",
        "description": "The weights sum to 100.",
        "properties": dict.fromkeys(dimensions, weight),
        "required": dimensions,
        "additionalProperties": False,
    }
    return {**mandate, "properties": {**mandate["properties"], "weights": weights}}
