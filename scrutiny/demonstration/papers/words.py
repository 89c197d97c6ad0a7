"""What the demonstration's papers say: facts of the committee's public minutes and pack of 2021, in other words."""

from __future__ import annotations

NOTE = (
    "Made for the demonstration of this software from the committee’s public record. It is not the council’s own paper."
)
COMMITTEE = "Safeguarding Overview and Scrutiny Committee, 14 September 2021"

TRANSFORMATION = {
    "Recommendation": (
        "That the Committee consider how far the Adult Safeguarding Transformation Project has come, and say what it "
        "wishes to see of its results.",
    ),
    "Why the Project was begun": (
        "The number of safeguarding concerns that reach the County Council has risen every year. It is 63% higher than "
        "in 2017. Referrals therefore take longer to work through. The Staffordshire Adult Safeguarding Team (SAST) "
        "looks at each concern when it arrives, weighs the risk, and takes up first those in most danger.",
        "The Project started in February 2020. Its aim is that the Council has the right processes, and enough people, "
        "to do what the law asks of it in safeguarding.",
    ),
    "What it looks at": (
        "• Processes, and how the systems are used.",
        "• The capacity of the team.",
        "• Quality assurance and performance.",
    ),
    "What has changed": (
        "A concern can now be recorded in the Care Director system against the provider of care that it is about. "
        "Troubles that come back, or come often, are noticed sooner.",
        "Three more full-time posts for senior practitioners are being filled.",
        "A new framework for quality assurance says how often work is reviewed. Key performance indicators go with it.",
    ),
    "What is still to come": (
        "All changes are to be in place by December 2021. About 1,500 concerns have been reported since the beginning "
        "of the year. How far the lockdowns kept concerns from being noticed is not known yet.",
    ),
}
STEPS = (
    ("When", "What", "State"),
    ("February 2020", "The Project begins", "Done"),
    ("Before September 2021", "Concerns recorded against a provider in Care Director", "Done"),
    ("Before September 2021", "New framework for quality assurance, with indicators", "In use"),
    ("By December 2021", "Three more senior practitioners, all changes in place", "Under way"),
)

CUSP = {
    "Recommendations": (
        "a. That the Committee note where the County Council stands on safeguarding adults on the cusp of care.",
        "b. That it consider whether Staffordshire would gain from a forum of several agencies.",
    ),
    "Who is meant": (
        "Some adults do not meet the conditions on which the law asks for safeguarding. They come to the notice of "
        "partner agencies all the same, because the risk to them, or to those around them, is high.",
        "There is no formal place where agencies can bring such a case together. Those who work with these adults have "
        "said that they feel alone with the risk.",
    ),
    "How it is done elsewhere": (
        "In Stoke-on-Trent a charity leads. Because it is not the council that calls the others to the table, those "
        "who come are said to speak more freely, as equals.",
        "The police have developed disruptive practice, and a toolkit for it.",
    ),
    "What may follow": (
        "If the Committee wishes to look further, the matter can go on its work programme. The Chairman and the "
        "Vice-Chairmen would settle how it is best done.",
    ),
}

EXEMPT = {
    "Why this paper is exempt": (
        "It stands here to show how exempt papers are handled: a paper about the business affairs of a particular "
        "organisation (paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972).",
    ),
    "What it would hold": (
        "Everything in this paper is invented. There is no such offer, no such organisation and no such sum.",
        "Charity A offers to lead a forum for 10 units of money a year, Charity B for 12.",
    ),
}

YEAR = {
    "Two boards": (
        "Staffordshire and Stoke-on-Trent had one Safeguarding Children Board until November 2020. Since then "
        "Staffordshire has had its own (SSCB), of the council, the police and the health service. The two still share "
        "procedures and training.",
    ),
    "A year of restrictions": (
        "A group for the pandemic was set up in June 2020 to find the risks to services and to children, and to lessen "
        "them. Visits in person were kept for those most at risk. Babies, young carers and children with special "
        "educational needs were named as the first whom to see.",
        "Early help took no new referrals in the first lockdown. Over the year it nevertheless had 1,800 more than "
        "the year before, a rise of 10%. Safeguarding referrals to children’s social care fell by 1,000, which is 13%, "
        "and those that came were less simple. Whether more early help explains the fall, or chances to notice were "
        "missed, is not yet clear.",
    ),
    "What young people and parents said": (
        "Of the young people asked, 58% found it hard to keep up with learning in lockdown, and 43% said that to be "
        "away from school had done them no good. Of the parents, 62% found it hard to keep their children at it. Only "
        "14% of parents called home schooling a good thing.",
    ),
    "Training": (
        "Courses stopped in April 2020 and were all held online by September. They cost less, and more people came.",
    ),
    "Why it is before the Committee": (
        "The Board’s annual report for 2020/21 is on the work programme for 30 November 2021. This summary is for "
        "members who plan what to ask.",
    ),
}

SAID = (
    ("What was asked", "Young people", "Parents"),
    ("It was hard to keep up with learning in lockdown", 0.58, 0.62),
    ("The school kept in touch well", 0.53, 0.69),
    ("To be away from school harmed my wellbeing", 0.43, None),
    ("Home schooling was a good thing", None, 0.14),
)
REFERRALS = (
    ("Service", "Change on the year before", "Share"),
    ("Early help: new referrals", 1800, 0.10),
    ("Children’s social care: safeguarding referrals", -1000, -0.13),
)

SLIDES = (
    ("Adult Safeguarding Transformation Project", ("Briefing for members", COMMITTEE, NOTE)),
    (
        "Why",
        (
            "63% more concerns than in 2017",
            "About 1,500 since the beginning of the year",
            "Each one is looked at when it comes in, the most urgent first",
        ),
    ),
    (
        "What is new",
        (
            "Concerns are recorded against providers of care",
            "Three more senior practitioners",
            "A framework for quality assurance, with indicators",
        ),
    ),
    (
        "What to ask",
        (
            "Did fewer GPs refer in the pandemic than the year before?",
            "What will the indicators show, and when will the Committee see them?",
            "Will all be in place by December 2021?",
        ),
    ),
)

CHART = (
    "Safeguarding concerns have risen by 63%",
    "Concerns about adults, as an index: 2017 is 100",
    (("2017", 100), ("2021", 163)),
)
