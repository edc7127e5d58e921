"""Publishes the schemas of new event types; for maintainers, run by hand.

It only adds files. One that is published and no longer equals its class is refused, for a changed
event is a new version beside the old one (events/README.md).

    python tests/support/publish_schemas.py
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.domain.events import CATALOGUE

if TYPE_CHECKING:
    from tracker.domain.events import AnyEvent

SCHEMAS = Path(__file__).resolve().parents[2] / "events" / "schemas"


def schema_text(cls: type[AnyEvent]) -> str:
    """Return the schema of an event class as it is published: of its stored form, as JSON."""
    schema = cls.model_json_schema(mode="serialization")
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def main(folder: Path = SCHEMAS) -> str | None:
    """Add the schemas that are missing and say which; return what is refused, if anything is."""
    texts = {folder / f"{name}.json": schema_text(cls) for name, cls in CATALOGUE.items()}
    missing = [path for path in texts if not path.exists()]
    changed = [p.stem for p in texts.keys() - set(missing) if p.read_bytes() != texts[p].encode()]
    if changed:
        return f"Published already, and changed since: {', '.join(sorted(changed))}. Nothing added."
    for path in missing:
        path.write_text(texts[path], encoding="utf-8", newline="\n")
        sys.stdout.write(f"schemas/{path.name}\n")
    return None


if __name__ == "__main__":
    sys.exit(main())
