"""A seat for First Refusal: opens the table every quarter, asks what would work, and signs what its books say gains it.

first-refusal run first-refusal --microsoft "exec:python examples/agent.py" --games 20
"""

import json
import sys

WANTED = ("accept", "ask", "open-table")
asked = set()  # each of these once a quarter

for line in sys.stdin:
    ask = json.loads(line)
    if ask["kind"] != "ask":  # the hello
        continue
    answer = ask["default"]
    for option in ask["moves"]:
        move = option["move"]
        what = (ask["quarter"], move.get("action", move["kind"]))
        if what[1] in WANTED and what not in asked and option.get("gain", 1) > 0:
            asked.add(what)
            answer = move
            break
    print(json.dumps({**answer, "answering": ask["ask"]}), flush=True)
