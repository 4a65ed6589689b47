"""`agreetrack met`."""

import typer

from agreetrack.cli.outcomes import Basis, Day, Evidence, Id, Note, On, carry_out
from agreetrack.cli.recording import AsJson, DryRun, Ref


def command(
    ctx: typer.Context,
    ref: Ref,
    id: Id,
    occurrence: Day = None,
    on: On = None,
    evidence: Evidence = None,
    basis: Basis = None,
    note: Note = None,
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    r"""Record that an obligation was met.

    \b
    agreetrack met USMCA-2020 joint-review --on 2027-06-30
    agreetrack met USMCA-2020 joint-review --occurrence 2027-07-01 --evidence minutes.pdf
    agreetrack met EU-MU-2022 3 --evidence https://example.org/receipt --note "paid in two parts"

    Without --occurrence it is the one that is late or due soon, or else the next; where several are, say which.
    The evidence is kept beside the registry, under a name that agreetrack open knows.
    """
    carry_out(
        ctx,
        "met",
        ref,
        id,
        occurrence=occurrence,
        on=on,
        evidence=evidence,
        basis=basis,
        note=note,
        as_json=as_json,
    )
