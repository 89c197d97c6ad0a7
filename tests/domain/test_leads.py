"""Who answers for a matter: what is typed is read as it is meant, and written again as it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.domain.leads import LeadNamed, capacity, lines, read
from scrutiny.domain.vocabulary import Capacity

OFFICER, CABINET = Capacity.LEAD_OFFICER, Capacity.CABINET_MEMBER

READ = {
    "nobody yet": ("", ()),
    "one officer": ("Lead Officer: Ivy Lane", (LeadNamed("Lead Officer", "Ivy Lane", OFFICER),)),
    "a label whose name is not known yet": ("Lead Officer:", (LeadNamed("Lead Officer", "", OFFICER),)),
    "two behind one label": (
        "Cabinet Members: Jo Reed; Kath Perry, MBE",
        (LeadNamed("Cabinet Members", "Jo Reed", CABINET), LeadNamed("Cabinet Members", "Kath Perry, MBE", CABINET)),
    ),
    "a name with a colon in it, pasted with tabs and empty lines": (
        "\n\tLead  Officer:\tIvy Lane: Director\n\n",
        (LeadNamed("Lead Officer", "Ivy Lane: Director", OFFICER),),
    ),
    "the same twice is one": ("Witness: A\r\nWitness: A", (LeadNamed("Witness", "A"),)),
}


@pytest.mark.parametrize(("typed", "meant"), READ.values(), ids=READ)
def test_lines_are_read_as_they_are_meant(typed, meant):
    assert read(typed) == meant


REFUSED = {
    "no label": ("Lead Officer: A\nIvy Lane", "Line 2 does not say in what capacity"),
    "nothing before the colon": (": Ivy Lane", "Line 1 does not say in what capacity"),
    "a label as long as a paragraph": (f"{'L' * 101}: A", "The label in line 1 is 101 characters long"),
    "a name as long as a paragraph": (f"Lead Officer: {'n' * 251}", "The name in line 1 is 251 characters long"),
    "a character that cannot be kept": ("Lead Officer: A\x07", "Who answers for it has a character"),
}


@pytest.mark.parametrize(("typed", "sentence"), REFUSED.values(), ids=REFUSED)
def test_a_line_that_cannot_be_kept_is_refused_by_its_number(typed, sentence, refusal):
    assert sentence in refusal(read, typed)


@given(
    st.lists(st.tuples(st.sampled_from(["Lead Officer", "Cabinet Member", "Witness"]), st.text("abc, MBE", max_size=9)))
)
def test_what_was_read_is_written_and_read_again(pairs):
    once = read("\n".join(f"{label}: {name}" for label, name in pairs))
    assert read(lines(once)) == once


@pytest.mark.parametrize(
    ("label", "which"),
    [
        ("Cabinet Member", CABINET),
        ("Portfolio holder", CABINET),
        ("Lead Officers", OFFICER),
        ("Director of Health", OFFICER),
        ("Head of Service", OFFICER),
        ("Witness", Capacity.OTHER),
    ],
)
def test_the_label_says_in_what_capacity(label, which):
    assert capacity(label) is which
