"""Text for people: tables and pages. Everything here returns text that ends in a line break; nothing prints.

What the terminal is like comes as a `page.Page(width, colour, dates)`: `width` None for a pipe (plain text as
wide as it needs), `colour` whether ANSI styles are wanted, `dates` `"iso"` or `"dd.mm.yyyy"`.

- `listing.expiring(groups, page)`: `list --expiring`; `groups`: `decide`, `happens`, `passed` to Judged rows
- `listing.table(rows, page, columns=None)`: `list`; `listing.COLUMNS` are the names that `columns` may hold
- `summary.summary(shown, total, left_out)`: one line for stderr, no line break; `left_out`: reason to count
- `standing.show(record, standing, page, linked_from=())`: the page of `show`; `linked_from`: (ref, kind)
- `standing.changed(record, standing, told, page)`: what a command prints after a change
- `explanation.explanation(explained, page)`: the page of `explain`
- `history.history(rows, page)`: the rows of `history`
- `obligations.obligations(rows, page)`, `obligations.summary(rows)`: the rows of `obligations`, and its line for stderr
- `findings.findings(found, page)`: the rows of `check`: objects with `ref`, `severity`, `field`, `problem`
- `timeline.timeline(lives, page, asked, encoding)`: bars over time, one agreement a line; `asked`: first, last day
- `timeline.closely(life, page, asked, encoding)`: one agreement, each part of its life on a line of its own
- `digest.text(digest, style, command)`, `digest.subject(digest, style)`: what one recipient is told; as mark-up:
  `digest_html.html`, `digest_markdown.markdown`; `command("ack", ref)` gives the line to type
- `digest_words.sentence(reminder, style)`: what one reminder says, on one line
- `phrases.say(fact)`: the sentence that tells a fact of the rooms below, from the phrasebook; each subject has a module
- `plain.safe(text)`: any text of a record on one line, controls made visible
"""
