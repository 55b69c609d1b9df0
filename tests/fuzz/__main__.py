"""``python -m tests.fuzz TARGET [COUNT [SEED]]``: try so many inputs, print as JSON what came of it."""

import json
import sys

from tests.fuzz.trying import tried

name, count, seed = (*sys.argv[1:], "1000", "0")[:3] if len(sys.argv) < 3 else (*sys.argv[1:], "0")[:3]
print(json.dumps(tried(name, int(count), int(seed))._asdict(), indent=1))
