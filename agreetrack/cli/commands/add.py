"""`agreetrack add`."""

from typing import Annotated, Any

import typer

from agreetrack.cli.fields import stated_fields, with_field_options
from agreetrack.cli.recording import AsJson, DryRun, day
from agreetrack.cli.session import Session
from agreetrack.display.wording import _, marked
from agreetrack.model.errors import Consent, NeedsConsent, UsageError
from agreetrack.register.records.adding import add
from agreetrack.register.records.fields import with_fields, with_party_names, with_us


@with_field_options
def command(
    ctx: typer.Context,
    ref: Annotated[
        str | None,
        typer.Option("--ref", metavar="REF", help=marked("Its handle; default: made, such as 2015-001.")),
    ] = None,
    start: Annotated[
        str | None,
        typer.Option("--start", metavar="DATE", help=marked("One day for signature and entry into force.")),
    ] = None,
    us: Annotated[str | None, typer.Option("--us", metavar="NAME", help=marked("Which of the parties we are."))] = None,
    restricted: Annotated[
        bool, typer.Option("--restricted", help=marked("Only the ref goes into mail, calendar and report."))
    ] = False,
    duplicates: Annotated[
        bool, typer.Option("--allow-duplicates", help=marked("Add it though it is likely there already."))
    ] = False,
    as_json: AsJson = False,
    dry_run: DryRun = False,
    **fields: Any,
) -> None:
    r"""Add an agreement. Typed bare on a terminal, it asks.

    \b
    agreetrack add
    agreetrack add --title "Innovation clusters" --start 2015-02-09 --term 5y \
        --party "Government of Moscow" --party "OAO Rosnano"
    agreetrack add --ref RU-CN-2001 --title "Friendship" --party Russia=RU \
        --party China=CN --signed 2001-07-16 --entry-into-force 2002-02-28 \
        --term 20y --renewal tacit --renewal-period 5y --notice 1y

    Nothing legal is guessed: without a word on entry into force it is pending, without a term the term is
    unknown.
    """
    session = Session.of(ctx)
    stated = stated_fields(fields, session.day, session.tell)
    first_day = day(session, "--start", start)
    asked = not (stated or ref or start or us) and session.can_ask
    if asked:
        from agreetrack.cli.asking import ask_for_record

        stated = ask_for_record(session)
    elif "title" not in stated:
        raise UsageError(_("say what is agreed: --title TEXT (on a terminal, agreetrack add alone asks)"))
    if restricted:
        stated["restricted"] = True
    stated = with_party_names(stated, stated.get("parties", []))
    document = with_fields({"ref": ref} if ref else {}, stated)
    document["parties"] = with_us(document.get("parties", []), us)
    consents: tuple[Consent, ...] = ("duplicates",) if duplicates else ()
    try:
        changed = add(session.registry(), session.occasion(), document, first_day, consents)
    except NeedsConsent as doubt:
        if not asked:
            raise
        session.tell(doubt.fact)
        session.confirm(_("Add it all the same?"), yes=False)
        changed = add(session.registry(), session.occasion(), document, first_day, (doubt.consent,))
    session.report(changed, as_json)
