"""`agreetrack partly-met`."""

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
    r"""Record that an obligation was met in part: the rest is still owed.

    \b
    agreetrack partly-met EU-MU-2022 3 --on 2026-12-01 --note "half of the contribution"
    agreetrack partly-met USMCA-2020 joint-review --occurrence 2027-07-01

    It stays among what is due, and late once its day has passed, until agreetrack met or waive says otherwise.
    """
    carry_out(
        ctx,
        "partly-met",
        ref,
        id,
        occurrence=occurrence,
        on=on,
        evidence=evidence,
        basis=basis,
        note=note,
        as_json=as_json,
    )
