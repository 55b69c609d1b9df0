"""The text of a scenario as small as one can be."""

from __future__ import annotations

import json

from game.files.records import dumped
from game.rules.agreement import CLAUSES
from game.rules.dimensions import DIMENSIONS
from tests.worlds import DIALS, SCORING

STARTS = {
    "compute-sourcing": "rofr", "notice-window": "deemed-waiver", "research-carve-out": "1000",
    "azure-commitment": "50", "rate-card": "0", "delivery-remedy": "none",
    "revenue-share": "2000", "share-end": "2030", "revenue-share-cap": "none",
    "payment-timing": "as-earned", "reverse-share": "2000", "ip-scope": "full",
    "ip-end": "2030", "ip-exclusivity": "exclusive", "acquired-ip": "included",
    "api-distribution": "azure", "third-party-products": "azure", "open-weights": "no",
    "most-favoured": "none", "agi-trigger": "profit", "agi-panel": "unspecified",
    "agi-consequence": "all", "microsoft-agi": "barred", "safety-duties": "none",
    "equity-stake": "none", "recap-consent": "withheld", "microsoft-money": "0",
    "governance": "none", "pre-emption": "pro-rata", "renewal": "ends-2030",
    "non-solicit": "none", "disputes": "courts",
}  # fmt: skip


def small_yaml() -> str:
    """The text of a whole scenario: six quarters, every part once."""
    clauses = []
    for clause in CLAUSES.values():
        options = [str(option) for option in clause.options]
        start = STARTS.get(clause.id, options[0])
        clauses.append(f"  {clause.id}: {{start: {start if start in options else options[0]}}}")
    weights = {seat: ", ".join(f"{name}: 20" for name, _ in DIMENSIONS[seat]) for seat in DIMENSIONS}
    agreement = "\n".join(clauses)
    return f"""\
format: scenario/1
id: small
title: Small
summary: As little as there can be.
minutes: 5
quarters: {{from: 2025-Q1, count: 6}}
turns: {{quarters: 1, points: 3, rounds: 3, most-rounds: 8, cards: 2}}
start:
  openai: {{cash: 10000, revenue: 1700, share: 5000, capability: 1000, lab_capability: 1010, train: 4600,
    safety_share: 2500, safety: 50, talent: 60, staff_mood: 62, board_mood: 55, investor_mood: 60, value: 260000}}
  microsoft: {{ai_mw: 900, other_demand: 1000, spare_mw: 100, slots: 330, capability: 800, access: 1000, build: 10000,
    partner: 5000, own_effort: 3000, ai_revenue: 1320, share_price: 1000, fear: 35, board_patience: 60}}
  world: {{market: 4000, rival: 970, partner_price: 3300, power_tight: 25, hype: 58, heat_antitrust: 25,
    heat_charity: 30, heat_safety: 20, heat_export: 30}}
  relations: {{openai_trust: 55, microsoft_trust: 55, openai_credibility: 50, microsoft_credibility: 50, friction: 35}}
  contracts:
    - {{id: azure-0, provider: azure, mw: 700, price: 3000}}
    - {{id: big-red-3, provider: big-red, mw: 200, price: 3300, due: 3}}
  building:
    - {{mw: 200, due: 1}}
hidden: {{pace: [9000, 10000, 11000], adoption: [5000, 10000, 15000], theta: 1720, theta-deviation: 120, theta-low: 1500, theta-high: 2000}}
agreement:
{agreement}
providers:
  - id: big-red
    name: Big Red
    available: 150
    growth: 40
    price: 3300
    lead: 5
    slip: 2600
    strings: A long term.
  - {{id: own-build, name: Own build, available: 2000, price: 2500, lead: 7, slip: 3400, capex: 12, strings: Debt.}}
tables:
  growth: [3100, 2732, 2420, 2156, 1932, 1743]
  reference-training: [330, 415, 513, 623, 744, 878]
  revenue-per-mw: [5519, 5640, 5764, 5891, 6021, 6153]
  value-multiple: [300, 277, 256, 238, 221, 206]
  planned-cash-flow: [-500, -400, -300, -200, -100, 0]
dials: {json.dumps(dumped(DIALS))}
deadlines:
  - id: recap
    title: The date
    text: Sign by then.
    quarter: 3
    seen-by: [openai]
    needs:
      - {{stat: relations.openai_trust, at-least: 40}}
    missed:
      - {{change: openai.cash, by: -100}}
record:
  until: 2025-Q4
  versions:
    - {{date: "2025-01-21", title: Before, source: F2, terms: {{compute-sourcing: rofr}}}}
    - {{date: "2025-10-28", title: After, source: F1, terms: {{compute-sourcing: none, ip-end: 2032}}}}
  answers:
    - {{card: warm-shells, microsoft: turbines, basis: reported}}
  deeds:
    - {{raise: 1000, date: "2025-04", text: Money arrives., source: F8}}
    - {{order: big-red, mw: 100, date: "2025-07", until: 2025-Q4, text: Halls are ordered., source: F8}}
    - {{plan: microsoft, date: "2025-02", build: 60, text: Fewer leases., source: F9}}
    - {{act: host-rival, seat: microsoft, date: "2025-09", text: A second model., source: F11}}
    - {{notices: waive, date: "2025-01", text: Go on., source: F2}}
  figures:
    - {{title: Revenue, stats: [openai.sold], quarter: 2025-Q4, over: 4, value: 13070, date: "2026-06", source: F7}}
events:
  - id: warm-shells
    mark: historical
    record: {{date: 2025-11, source: F10}}
    title: Warm shells
    text: There are chips. There is a building. What there is not is a plug.
    weight: 8
    cooldown: 2
    when:
      - {{quarter: {{from: 1}}}}
      - any-of:
          - {{stat: world.power_tight, at-least: 20}}
          - {{clause: compute-sourcing, is: [rofr, exclusive]}}
    choices:
      microsoft:
        - id: turbines
          text: Buy turbines.
          effects:
            - {{change: microsoft.capex, by: 400}}
            - {{change: world.power_tight, by: -5, for: 4}}
        - id: slip
          text: Let it slip.
          need: [{{stat: world.hype, at-most: 90}}]
          effects:
            - {{chance: 30, then: [{{change: relations.openai_trust, by: -3}}], otherwise: [{{halt: 1}}]}}
  - id: echo
    mark: fiction
    title: Echo
    text: Somebody remembers.
    scheduled: {{quarter: 2, jitter: 1}}
    when: [{{none-of: [{{happened: warm-shells, within: 2, choice: slip}}]}}]
    effects:
      - {{after: 1, then: [{{change: world.hype, by: 2}}], odds: 50}}
      - {{capacity: big-red, mw: 50, due: 2}}
  - id: murmur
    mark: trend
    title: A murmur
    text: Something is said in a corridor.
    weight: 2
    when: [{{on-order: azure}}]
    effects:
      - {{amend: open-weights, to: limited}}
      - {{drift: microsoft, toward: capex-sceptic}}
    choices:
      openai:
        - id: listen
          text: Listen.
          effects:
            - {{promise: azure-orders, amount: 200, due: 3}}
            - {{if-they: deny, then: [{{learns: openai, about: capacity}}], otherwise: [{{raise: 2}}]}}
            - {{slip: azure, by: 1}}
            - {{give-up: azure}}
      microsoft:
        - id: deny
          text: Deny it.
mandates:
  openai:
    - {{id: balanced, title: Balanced, brief: A bit of everything., weights: {{{weights["openai"]}}}}}
  microsoft:
    - {{id: balanced, title: Balanced, brief: A bit of everything., weights: {{{weights["microsoft"]}}}}}
scoring: {json.dumps(dumped(SCORING))}
endings:
  - id: down-round
    title: Down round
    hard: true
    when: [{{stat: openai.distresses_lately, at-least: 90}}]
    text: The creditors run the lab.
    epithets: [Cash is a clause]
    sober: {{text: The creditors came., epithets: [Cash]}}
  - id: both
    title: Both
    when: [{{all-of: [{{stat: world.hype, at-least: 100}}]}}]
    text: Both.
    epithets: [Both]
  - id: as-it-was
    title: As it was
    text: Nothing was settled.
    epithets: [Still here, And yet]
"""
