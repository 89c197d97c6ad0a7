"""The accounts as an administrator keeps them: invited, given roles, stopped."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from scrutiny.database import author_of, db
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import AccountRole
from scrutiny.models.accounts import Account
from scrutiny.operations import accounts as operations
from scrutiny.operations import letters
from scrutiny.papers import invitations
from scrutiny.permissions import Permission
from scrutiny.queries import account_keeping as queries
from scrutiny.web import password_links
from scrutiny.web.day import today
from scrutiny.web.forms.invitations import InvitationForm, RoleForm
from scrutiny.web.gate import needs
from scrutiny.web.site import nameplate

account_keeping = Blueprint("account_keeping", __name__)


@account_keeping.get("/accounts")
@needs(Permission.KEEP_ACCOUNTS)
def index() -> ResponseReturnValue:
    record = db.session()
    return render_template("account_keeping/index.html", accounts=queries.every(record), names=_names())


@account_keeping.route("/accounts/new", methods=["GET", "POST"])
@needs(Permission.KEEP_ACCOUNTS)
def invite() -> ResponseReturnValue:
    """Make an account and write to its holder; the link is shown too, for a site that sends no letters."""
    record = db.session()
    form = InvitationForm.for_(queries.committees(record))
    if form.validate_on_submit():
        role, committee = form.given
        try:
            account = operations.add(
                record,
                email=form.email.data or "",
                name=form.name.data or "",
                password=None,
                role=role,
                committee=committee,
                on=today(),
                person=form.member.data or "",
            )
        except RuleBroken as broken:
            form.fails("member" if "member" in str(broken) else "email", broken)
        else:
            return _invited(account)
    return render_template("account_keeping/invite.html", form=form), 422 if form.errors else 200


@account_keeping.get("/accounts/<id:account_id>")
@needs(Permission.KEEP_ACCOUNTS, account=queries.account)
def show(account: Account) -> ResponseReturnValue:
    return _page(account, RoleForm.for_(queries.committees(db.session())), 200)


@account_keeping.post("/accounts/<id:account_id>/roles")
@needs(Permission.KEEP_ACCOUNTS, account=queries.account)
def give_role(account: Account) -> ResponseReturnValue:
    form = RoleForm.for_(queries.committees(db.session()))
    if form.validate():
        role, committee = form.given
        with form.rules("role"):
            operations.give_role(db.session(), account, role, committee=committee, on=today())
            return _done(account, f"{account.name} is {role.label.lower()} now.")
    return _page(account, form, 422)


@account_keeping.post("/accounts/<id:account_id>/roles/take")
@needs(Permission.KEEP_ACCOUNTS, account=queries.account)
def take_role(account: Account) -> ResponseReturnValue:
    """Gone with the next page that its holder opens."""
    try:
        role = AccountRole(request.form.get("role", ""))
    except ValueError:
        raise RuleBroken("There is no such role.") from None
    operations.take_role(db.session(), account, role, committee=request.form.get("committee") or None, on=today())
    return _done(account, f"{account.name} is no longer {role.label.lower()} there.")


@account_keeping.post("/accounts/<id:account_id>/invite")
@needs(Permission.KEEP_ACCOUNTS, account=queries.account)
def invite_again(account: Account) -> ResponseReturnValue:
    return _invited(account)


@account_keeping.post("/accounts/<id:account_id>/sign-out")
@needs(Permission.KEEP_ACCOUNTS, account=queries.account)
def sign_out(account: Account) -> ResponseReturnValue:
    operations.end_sessions(db.session(), account.id)
    return _done(account, f"{account.name} is signed out everywhere.")


@account_keeping.post("/accounts/<id:account_id>/stop")
@needs(Permission.KEEP_ACCOUNTS, account=queries.account)
def stop(account: Account) -> ResponseReturnValue:
    operations.disable(db.session(), account)
    return _done(account, f"{account.name} can no longer sign in.")


@account_keeping.post("/accounts/<id:account_id>/start")
@needs(Permission.KEEP_ACCOUNTS, account=queries.account)
def start(account: Account) -> ResponseReturnValue:
    operations.enable(db.session(), account)
    return _done(account, f"{account.name} can sign in again.")


def _invited(account: Account) -> ResponseReturnValue:
    """A page and not the way to one, because the link is kept nowhere to be shown again."""
    record, link, author = db.session(), password_links.make(account, "invited"), author_of(db.session())
    letter = invitations.invited(name=account.name, site=nameplate().read().name, by=current_user.name, link=link)
    letters.queue(
        record,
        once=f"invitation {account.id} {author.at.isoformat()}",
        email=account.email,
        name=account.name,
        subject=letter.subject,
        body=letter.body,
    )
    return render_template("account_keeping/invited.html", account=account, link=link)


def _page(account: Account, form: RoleForm, status: int) -> ResponseReturnValue:
    return render_template("account_keeping/show.html", account=account, form=form, names=_names()), status


def _names() -> dict[int | None, tuple[str, str]]:
    """Code and name of each committee by its id; None stands for all of them."""
    return {None: ("", "all committees")} | {
        each.id: (each.code, each.name) for each in queries.committees(db.session())
    }


def _done(account: Account, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("account_keeping.show", account_id=account.id), 303)
