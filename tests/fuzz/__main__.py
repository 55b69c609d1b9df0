"""``python -m tests.fuzz TARGET [COUNT [SEED]]``: try so many inputs, print as JSON what came of it."""

import json
import resource
import sys

from tests.fuzz.trying import tried

# Whatever would take the whole machine is stopped, and found by its peak.
resource.setrlimit(resource.RLIMIT_AS, (2 * 2**30, 2 * 2**30))
resource.setrlimit(resource.RLIMIT_CPU, (900, 900))
name, count, seed = (*sys.argv[1:], "1000", "0")[:3] if len(sys.argv) < 3 else (*sys.argv[1:], "0")[:3]
print(json.dumps(tried(name, int(count), int(seed))._asdict(), indent=1))
