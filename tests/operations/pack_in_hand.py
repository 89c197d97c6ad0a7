"""The facts of the committee's public agenda pack of 30 November 2021, as a reader ticks them off."""

MEMBERS = [
    ("Bob Spencer", "", "Chairman"),
    ("Gill Burnett", "", "Vice-Chairman (Overview)"),
    ("Richard Ford", "", "Vice-Chairman (Scrutiny)"),
    ("Janet Eagland", "", "Member"),
    ("Peter Kruskonjic", "", "Member"),
    ("Jason Jones", "", "Member"),
    ("Gillian Pardesi", "", "Member"),
    ("Kath Perry", "MBE", "Member"),
    ("Jill Waring", "", "Member"),
    ("Mike Wilcox", "", "Member"),
]

MEETINGS = [
    ("2021-06-17", "held", None),
    ("2021-07-06", "held", None),
    ("2021-08-03", "held", None),
    ("2021-09-14", "held", None),
    ("2021-11-30", "scheduled", "2021-11-04"),
    ("2022-01-10", "scheduled", None),
    ("2022-02-28", "scheduled", None),
    ("2022-04-21", "scheduled", None),
]

SUTTON, JESSEL, WILSON, PRICE = (
    "Cabinet Member: Mark Sutton",
    "Cabinet Member: Julia Jessel",
    "Cabinet Member: Victoria Wilson",
    "Cabinet Members: Jonathan Price",
)
COMMUNITY = "Community Support (including Domiciliary Care) and 1-1 intensive support for Children with Disabilities"
REMIT = "Introduction to the remit of the Overview & Scrutiny Committee"
SSASPB = "Staffordshire and Stoke-on-Trent Adult Safeguarding Partnership Board (SSASPB) – Annual Report"
SSCB = "Staffordshire & Stoke-on-Trent Safeguarding Children’s Board Annual Report"
FISHMONGER = "Community Safety & the Outcome of the Fishmonger Hall Investigation"

# When, what, who answers, words of the details, words of the outcome, status.
WORK_PROGRAMME = [
    ("2021-06-17", COMMUNITY, [SUTTON, "Lead Officer: Martyn Baggaley"],
     "pre-decision scrutiny; July", "recommendations were agreed; progressed; gaps in skills", "considered"),
    ("2021-06-17", REMIT, ["Officers: Helen Riley", "Officers: Ruth Martin"],
     "remit", "presentations; planning of the work programme", "considered"),
    ("2021-06-17", "Work programme Planning", ["Lead Officer: Helen Phillips"],
     "2021-22; remit", "long list; Chairman and Vice-Chairmen; Scrutiny Officer; July", "considered"),
    ("2021-07-06", "Domestic Abuse", [WILSON, "Lead Officer: Trish Caldwell"],
     "Safe & Strong Communities Select Committee; briefing note; lockdown",
     "perpetrators and for victims; referral figures; Police; repeat offenders; perpetrator services; "
     "Domestic Abuse Act", "considered"),
    ("2021-07-06", "Family Hub", [SUTTON, "Lead Officer: Joseph Sullivan"],
     "Item for pre-decision scrutiny; 17 June; young parents; early years",
     "Family Hub model; step by step; the public has been consulted", "considered"),
    ("2021-08-03", "Regional Permanency Partnership",
     [SUTTON, "Lead Officer: Deborah Ramsdale", "Lead Officer: Scott Crawford", "Lead Officer: Jo Sullivan"],
     "7 November; Select Committee; update", "Together4Children; TESSA; Mockingbird", "considered"),
    ("2021-08-03", "Customer Feedback & Complaints Annual report – Adults Social Care",
     [JESSEL, "Lead Officer: Kate Bullivant"], "Report brought annually",
     "complaints had fallen; per cent; previous year; Complaints Services Manager", "considered"),
    ("2021-08-03", "Customer Feedback & Complaints Annual report – Children’s Social Care",
     [SUTTON, "Lead Officer: Kate Bullivant"], "Report brought annually",
     "SEND; 17%; compliments; Complaints Services Manager", "considered"),
    ("2021-09-14", "Safeguarding Adults on the cusp of care", [JESSEL, "Lead Officer: Ruth Martin"],
     "7 November Triangulation; neighbourhood coaches", "forum; Chairman and Vice-Chairmen", "considered"),
    ("2021-09-14", "Adult Safeguarding Transformation Project", [JESSEL, "Lead Officer: Ruth Martin"],
     "Suggested at 17 June meeting; rise in demand", "GP referrals; Care Director; December 2021; KPIs", "considered"),
    ("2021-11-30", SSCB, ["Independent Chair: Sue Barnsley", "Lead Officer: Lynn Milligan"],
     "Report brought annually", "", "planned"),
    ("2021-11-30", "Sexual Harassment in Schools: Scoping report",
     ["Lead Member: Kath Perry", "Officer: Helen Phillips"],
     "Scoping report; Prosperous; Health & Care; Rev Preb Michael Metcalf; Ann Edgeller", "", "planned"),
    ("2022-01-10", SSASPB, ["Independent Chair: John Wood", "Lead Officer: Helen Jones"],
     "Report brought annually", "", "planned"),
    ("2022-01-10", "DoLs", [JESSEL, "Lead Officer: Peter Hampton"], "Suggested at 3 August Triangulation", "",
     "planned"),
    ("2022-02-28", "Safeguarding Adults on the cusp of care", [JESSEL, "Lead Officer: Ruth Martin"],
     "Transformation; December 2021; KPIs; follow-up from 14 September meeting", "", "planned"),
    ("2022-02-28", "Low Level Neglect", [SUTTON, "Lead Officer: Natasha Moody"],
     "Suggested by the Cabinet Member at 17 June meeting; ways of working", "", "planned"),
    ("tbc", COMMUNITY, [SUTTON, "Lead Officer: Martyn Baggaley"],
     "Requested at 17 June meeting; progress; gaps in skills", "", "to_be_confirmed"),
    ("tbc", "MacAlister Report", [SUTTON, "Lead Officer: Helen Riley"],
     "Suggested at 17 June meeting; November; 3 August Triangulation; 4 November; final report", "", "to_be_confirmed"),
    ("tbc", "Children’s Services Transformation", [SUTTON, "Lead Officer: Helen Riley"],
     "1 October 2021; Six months; SEND; Suggested at 3 August Triangulation", "", "to_be_confirmed"),
    ("tbc", "Young Carers", [SUTTON, "Lead Officer: Natasha Moody"], "Suggested at 17 June meeting", "",
     "to_be_confirmed"),
    ("tbc", "Early Intervention & prevention", [SUTTON, "Lead Officer: Helen Riley"],
     "Suggested by the Cabinet Member at 17 June meeting", "", "to_be_confirmed"),
    ("tbc", FISHMONGER, [WILSON, "Lead Officer: "],
     "Usman Khan; Suggested at 17 June meeting; crime and disorder panel; adolescents; borders",
     "Chairman; Commissioner; PFCP", "to_be_confirmed"),
    ("tbc", "SEND Review",
     ["Cabinet Members: Mark Sutton", PRICE, "Lead Officers: Tim Moss", "Lead Officers: Helen Riley"],
     "Suggested by the Cabinet Member at 17 June meeting", "", "to_be_confirmed"),
    ("tbc", "Governance Model", [SUTTON, "Lead Officer: Helen Riley"],
     "Suggested by the Cabinet Member at 17 June meeting", "", "to_be_confirmed"),
    ("", "Themes emerging from Serious Case Reviews", [SUTTON, "Lead Officer: "], "Serious Case Review", "DHR",
     "planned"),
    ("", "Crime & Disorder", [WILSON, "Lead Officer: Janene Cox", "Lead Officer: Trish Caldwell"],
     "Crime and Disorder Panel; PFCC; Safer and Stronger Communities Strategy Group (SSCSG)",
     "Monday 21 February; 17 February; Thursday 19 May; Full Council; 18 May", "planned"),
    ("", "Sexual abuse investigations", [], "Requested at 17 June meeting; last 5 years; prosecution",
     "Request withdrawn", "withdrawn"),
    ("2022-01-14", "Sexual Harassment in Schools", [], "Suggested at 17 June meeting; media",
     "Prosperous Staffordshire; Health Overview; spotlight; report back", "planned"),
]  # fmt: skip

SECTIONS = ["programme"] * 24 + ["standing"] * 2 + ["briefing", "inquiry"]

# Minute, item, title, letters and kinds of what was resolved, words that the minute or its resolutions must have.
MINUTES = [
    ("26", "2", "Declarations of Interest", [], "No interests"),
    ("27", "3", "Minutes of the Safeguarding Overview and Scrutiny meeting held on 3 August 2021", [("", "none")],
     "confirmed; sign"),
    ("28", "4", "Adult Safeguarding Transformation Project",
     [("a", "action"), ("b", "none"), ("c", "none"), ("d", "programme")],
     "63%; 2017; February 2020; SAST; December 2021; three; senior practitioners; 1500; CCGs; Care Director; "
     "Key Performance Indicators (KPIs); GP referrals; work programme"),
    ("29", "5", "Safeguarding Adults on the Cusp of Care", [("a", "none"), ("b", "none"), ("c", "programme")],
     "Stoke-on-Trent; charity; disruptive practice; toolkit; Police; Local Authorities; work programme"),
    ("30", "6", "Work Programme", [("", "none")],
     "multi-agency forum; Chairman and Vice-Chairmen; KPIs; sexual abuse investigations; withdrawn; spotlight"),
]  # fmt: skip

# Words of each request, where it was made, its owner, and how it stands.
CHAIRS = "Chairman and Vice-Chairmen"
ACTIONS = [
    ("how Community Support; gaps in skills", "2021-06-17", "", "open"),
    (
        "long list; draft work programme",
        "2021-06-17",
        f"{CHAIRS}, with the Scrutiny Officer",
        "closed",
    ),
    ("child sexual abuse investigations; last 5 years", None, "", "withdrawn"),
    ("Domestic abuse; referral figures; Police", "2021-07-06", "", "open"),
    ("Domestic abuse; repeat offenders", "2021-07-06", "", "open"),
    ("Domestic abuse; waiting times; perpetrator services", "2021-07-06", "", "open"),
    ("Domestic abuse; Domestic Abuse Act", "2021-07-06", "", "open"),
    ("Family Hub; consultation", "2021-07-06", "", "open"),
    ("Together4Children; TESSA; Mockingbird", "2021-08-03", "", "open"),
    ("complaints and compliments; previous year; per cent", "2021-08-03", "", "open"),
    ("comparative data; GP referrals", "2021-09-14", "", "open"),
    ("KPIs", "2021-09-14", "", "open"),
    ("multi-agency forum; cusp of care", "2021-09-14", "", "open"),
    ("Meet; cusp of care", "2021-09-14", CHAIRS, "open"),
    ("Report back; spotlight review; sexual harassment in schools", "2021-09-14", "Kath Perry", "in_progress"),
    ("Commissioner; PFCP", None, "Chairman", "open"),
    ("17 February 2022", None, "Cabinet Member and officers for community safety", "open"),
    ("18 May 2022", None, "Cabinet Member and officers for community safety", "open"),
]
