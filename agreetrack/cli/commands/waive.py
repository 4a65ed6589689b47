"""`agreetrack waive`."""

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
    r"""Record that an obligation was waived: it is no longer owed.

    \b
    agreetrack waive USMCA-2020 joint-review --occurrence 2027-07-01 --basis "Exchange of letters"
    agreetrack waive MSK-ROSNANO-2015 6 --on 2016-03-01

    Of an obligation that recurs the one occurrence is waived; one that continues is waived as a whole.
    """
    carry_out(
        ctx,
        "waived",
        ref,
        id,
        occurrence=occurrence,
        on=on,
        evidence=evidence,
        basis=basis,
        note=note,
        as_json=as_json,
    )
