"""Letters that bring a link to set a password: to whom, from whom, for how long, and why."""

from __future__ import annotations

from scrutiny.papers import invitations

LINK = "https://scrutiny.example.gov.uk/password/set/abc"


def test_an_invitation_says_who_made_the_account_and_for_how_long_the_link_works() -> None:
    letter = invitations.invited(name="Nia New", site="Loamshire", by="Adam Administrator", link=LINK)
    assert letter.subject == "Your account for Loamshire"
    assert letter.body.startswith("Dear Nia New,")
    assert all(
        said in letter.body for said in ("Adam Administrator has made", "within 14 days", f"\n{LINK}\n", "You get")
    )


def test_who_did_not_forget_a_password_is_told_that_nothing_has_changed() -> None:
    letter = invitations.forgotten(name="Cleo Clerk", link=LINK)
    assert all(said in letter.body for said in ("Dear Cleo Clerk,", "within an hour", f"\n{LINK}\n", "stays as it is"))
