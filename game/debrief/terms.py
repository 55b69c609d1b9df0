"""Terms of the agreement in the middle of a sentence: “the share capped at $92bn”, “IP until the end of 2028”.

A clause's own short term is made for a table cell under the clause's title; set one after the other they say things twice.
"""

from __future__ import annotations

from typing import Final

from game.rules.agreement import CLAUSES, Term

_SAID: Final = {
    "compute-sourcing": {
        "exclusive": "compute from Azure alone",
        "first refusal": "compute under first refusal",
        "match only": "compute with a right to match",
        "free": "compute from anybody",
    },
    "notice-window": {
        "next quarter": "notices answered by the next quarter",
        "same quarter": "notices answered in the same quarter",
        "silence waives": "notices that silence waives",
    },
    "research-carve-out": {
        "no carve-out": "no research carve-out",
        "unlimited": "an unlimited research carve-out",
        "": "a research carve-out of {}",
    },
    "azure-commitment": {"no commitment": "no Azure commitment", "": "an Azure commitment of {}"},
    "rate-card": {"list or market": "Azure at list price or the market's", "": "Azure at {}"},
    "delivery-remedy": {
        "no remedy": "no remedy for late delivery",
        "release": "release for late delivery",
        "release, damages": "release and damages for late delivery",
    },
    "revenue-share": {
        "no share": "no revenue share",
        "20 to 10 %": "a revenue share that falls from 20 to 10 %",
        "": "a revenue share of {}",
    },
    "share-end": {
        "2030 or AGI": "the share until the end of 2030 or AGI",
        "": "the share until the end of {}",
    },
    "revenue-share-cap": {"no cap": "no cap on the share", "": "the share capped at {}"},
    "payment-timing": {"as earned": "the share paid as earned", "": "the share paid {}"},
    "reverse-share": {"nothing back": "nothing shared back", "": "{} shared back"},
    "ip-scope": {
        "all technology": "IP in all technology",
        "models, products": "IP in models and products",
        "API access": "API access in place of IP",
    },
    "ip-end": {"": "IP until the {}"},
    "ip-exclusivity": {"": "{} IP"},
    "acquired-ip": {
        "case by case": "acquired companies' IP as the case may be",
        "": "acquired companies' IP {}",
    },
    "api-distribution": {
        "Azure + security": "the API on Azure, but for security customers",
        "": "the API on {}",
    },
    "third-party-products": {
        "all but API": "joint products on any cloud, unless they are APIs",
        "": "joint products on {}",
    },
    "open-weights": {"no open weights": "no open weights", "": "open weights of {}"},
    "most-favoured": {
        "for Microsoft": "most-favoured terms for Microsoft",
        "mutual": "most-favoured terms for both",
        "no such term": "no most-favoured terms",
    },
    "agi-trigger": {
        "no trigger": "AGI determined by nobody",
        "panel": "AGI determined by the panel",
        "panel or profit": "AGI determined by panel or profit",
        "board or profit": "AGI determined by board or profit",
        "board alone": "AGI determined by the board alone",
    },
    "agi-panel": {
        "Microsoft names": "a panel that Microsoft names",
        "outsiders name": "a panel that outsiders name",
        "both name, five": "a panel of five that both name",
        "both name, seven": "a panel of seven that both name",
        "unspecified": "a panel left unspecified",
        "OpenAI names": "a panel that OpenAI names",
    },
    "agi-consequence": {
        "safeguards only": "safeguards only after a determination",
        "research IP ends": "a determination that ends research IP",
        "new models end": "a determination that ends the right to new models",
        "all IP ends": "a determination that ends all IP",
    },
    "microsoft-agi": {
        "free": "Microsoft free to pursue AGI",
        "compute-capped": "Microsoft's own pursuit of AGI capped in compute",
        "barred": "Microsoft barred from AGI",
    },
    "safety-duties": {
        "none": "no safety duties",
        "joint tests": "joint safety tests",
        "stop-ship right": "a right to stop releases",
    },
    "equity-stake": {"profit rights": "profit rights in place of a stake", "": "a stake of {}"},
    "recap-consent": {"": "consent to restructure {}"},
    "microsoft-money": {"no new money": "no new Microsoft money", "": "Microsoft's purchase of {}"},
    "governance": {
        "board seat": "a board seat for Microsoft",
        "information": "information rights for Microsoft",
        "board observer": "a board observer for Microsoft",
        "no rights": "no say for Microsoft",
    },
    "pre-emption": {
        "more than part": "pre-emption of more than its part",
        "pro rata": "pre-emption pro rata",
        "no pre-emption": "no pre-emption",
    },
    "renewal": {
        "renews to 2032": "renewal to 2032",
        "ends with 2030": "an end with 2030",
        "break from 2028": "a break option from 2028",
    },
    "non-solicit": {
        "may hire": "each free to hire the other's staff",
        "neither hires": "neither hiring the other's staff",
    },
    "disputes": {
        "courts": "disputes in court",
        "arbitration": "disputes by arbitration",
        "escalation": "disputes by escalation",
    },
}
"""By clause and short term; under "" what serves for all others, their words in its brackets."""


def term_words(id: str, term: Term) -> str:
    """What a clause would be, in the middle of a sentence."""
    short = CLAUSES[id].short(term)
    said = _SAID[id].get(short) or _SAID[id][""]
    return said.format(short.removeprefix("to ").removesuffix(" cap").removesuffix(" back"))


def change_words(id: str, was: Term, now: Term) -> str:
    """A clause that was amended: “the share capped at $60bn (was: no cap)”."""
    before = CLAUSES[id].short(was).removeprefix("to ")
    return f"{term_words(id, now)} (was: {before.removesuffix(' cap') if before[0] == '$' else before})"
