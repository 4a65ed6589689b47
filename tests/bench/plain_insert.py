"""One more record, as plain TinyDB inserts it: `plain_insert.py REGISTRY RECORD`, both JSON files."""

import json
import sys
from pathlib import Path

from tinydb import TinyDB

if __name__ == "__main__":
    record = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    TinyDB(sys.argv[1], encoding="utf-8").table("agreements").insert(record)
