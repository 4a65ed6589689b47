"""Records and standings to and from the formats of other programs. All of it returns bytes; nothing prints.

Contracts, frozen by tests:

- `json_.listing_json(rows)`: `list --json`, an array (`[]` when empty), one agreement a line
- `json_.show_json(record, standing)`: `show --json`, the whole record with its own types and its standing
- `json_.standing_json(record, standing)`: what a change prints with `--json`: a list row and the ledger
- `json_.history_json(rows)`, `json_.check_json(findings)`: arrays
- `json_.obligations_json(rows)`, `obligations.obligations_csv(rows, bom=False)`: what is owed, one occurrence a row
- `reminders.reminders_json(new, still_open=None)`: what is due, rows of (reminder, sentence, owner), one a line
- `csv_.listing_csv(rows, columns=None, bom=False)`, `csv_.listing_tsv(rows, columns=None)`; `bom` for a file
- `csv_.LISTING_COLUMNS`: the names that `columns` may hold, in their order; `DUTY_COLUMNS` with obligations
- `records.export_json(records)`: what `import` reads
- `csv_records.export_csv(records)`, `csv_records.import_csv(content)`: a list of (line, document), or
  InvalidData with every problem

Not a contract:

- `markdown.listing_markdown(rows, columns=None)`
"""
