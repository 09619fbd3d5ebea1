"""Write docs/hostile-inputs.md."""

from tests.hardening import DOCUMENT, table

DOCUMENT.write_text(table(), encoding="utf-8")
