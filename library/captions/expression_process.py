"""The process that runs a regular expression over texts; `find_replace` starts it, and ends it when it takes too long.

It imports nothing of photodesk: it starts in a few hundredths of a second.
"""

import json
import re
import sys
from contextlib import suppress
from typing import Any

_MEMORY_BYTES = 512 * 1024 * 1024
_LONGEST_RESULT = 1_000_000


def main() -> None:
    """Read what is asked from standard input and write the texts, or what is wrong, to standard output."""
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limit; the time limit holds there too
        import resource  # noqa: PLC0415  see above

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    json.dump(run(json.load(sys.stdin)), sys.stdout)


def run(asked: dict[str, Any]) -> dict[str, Any]:
    """Replace in each text; an expression that cannot be used gives {"error": why}."""
    try:
        pattern = re.compile(asked["pattern"], 0 if asked["is_case_sensitive"] else re.IGNORECASE)
        texts = [pattern.sub(asked["replacement"], text) for text in asked["texts"]]
    except (re.error, IndexError, OverflowError, RecursionError) as error:
        return {"error": str(error)}
    if any(len(text) > _LONGEST_RESULT for text in texts):
        return {"error": "a text would become longer than a million characters"}
    return {"texts": texts}


if __name__ == "__main__":
    main()
