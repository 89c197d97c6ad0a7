"""What a piece of wording probably makes: suggestions for the officer, who decides.

Lists of phrases, tried in order of what it would cost to miss one: a recommendation starts a statutory clock, the work
programme carries business forward, an action needs an owner, and the rest is for the record alone. Each suggestion
quotes the words that made it, so that a wrong one is seen to be wrong.
"""

import re
from dataclasses import dataclass
from datetime import date

from scrutiny.domain.dates import MONTHS
from scrutiny.domain.vocabulary import ResolutionKind


@dataclass(frozen=True, slots=True)
class Reading:
    """The kind that the wording suggests and the phrase that suggests it; "" where nothing was recognised."""

    kind: ResolutionKind
    phrase: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A sentence of the narrative that may hide an action, and the words that give it away."""

    sentence: str
    phrase: str


_HAND_OVER = (
    "forwarded|circulated|provided|supplied|sent|shared|distributed|issued|e-?mailed|given|submitted|presented|reported"
)
_HAND_OVER_NOW = (
    "provide|circulate|forward|supply|send|share|distribute|submit|e-?mail|give|bring|report|arrange|attend"
)
_US = "committee|members?|councillors?|panel|chair(?:man|men|woman|person)?|vice-chair(?:man|men)?"
_EXECUTIVE = "cabinet|executive|leader of the council|leader|full council|council|portfolio holder"
_PARTNER = (
    "board|trust|partnership|commissioner|police|chief constable|ombudsman|secretary of state|minister|government"
)
_ASKED = "asked|requested|recommended|urged|invited|advised|called upon|encouraged"
_TO_EXECUTIVE = rf"(?:the )?\b(?:{_EXECUTIVE})\b"

_RECOMMENDATION = (
    # "the Cabinet Member be asked to provide figures" is a request for figures, not advice on what to do.
    rf"\b(?:{_EXECUTIVE}|{_PARTNER})\b[^.;]{{0,60}}?\b(?:be|is|are) (?:{_ASKED})(?: to (?!{_HAND_OVER_NOW})| that\b)",
    rf"\brecommend(?:s|ed|ations?)?(?: (?:be )?(?:made|put|submitted|forwarded|referred))? to {_TO_EXECUTIVE}",
    rf"\brecommend(?:s|ed)? that {_TO_EXECUTIVE}",
    r"\bit be recommended\b",
    r"\b(?:be )?commended to (?:the )?(?:cabinet|executive|council)",
    r"\b(?:chair(?:man|woman|person)?s?|committee|vice-chair(?:man|men)?)\b[^.;]{0,40}?\bwrites? to\b",
    r"\ba letter be (?:sent|written) to\b",
    r"\brepresentations? be made to\b",
    rf"\b(?:comments|views|findings|conclusions|concerns|observations)\b[^.;]{{0,60}}?"
    rf"\bbe (?:referred|forwarded|reported|submitted|conveyed|passed|sent|made known) (?:on )?to {_TO_EXECUTIVE}",
    r"\bbe referred to (?:the )?(?:full )?(?:cabinet|executive|council)\b",
)
_PROGRAMME = (
    r"\bbe (?:\w+ ){0,2}?"
    r"(?:included|added|placed|put|kept|retained|inserted|entered|scheduled|considered for inclusion)\b"
    r"[^.;]{0,40}?\b(?:work|forward) (?:programme|plan)\b",
    r"\b(?:included|added) (?:on|to|in)(?: the| its)? (?:agenda|meeting)\b",
    r"\bbe (?:\w+ )?brought back\b",
    r"\bbe (?:\w+ )?(?:deferred|adjourned|postponed|re-?scheduled|re-?arranged)\b",
    r"\bbe (?:withdrawn|removed|deleted)\b(?: and removed)?(?: from\b)?",
    r"\b(?:return|come back|report back|be reported back|be resubmitted|be reconsidered|be revisited|be reviewed)\b"
    r"(?=[^.;]{0,60}?\b(?:meeting|months?|year|\d{4})\b)",
    r"\b(?:further|progress|update|follow-up|interim|annual|monitoring) reports? be"
    rf" (?:{_HAND_OVER}|brought|received|made)\b(?=[^.;]{{0,60}}?\b(?:meeting|months?|year|\d{{4}})\b)",
    r"\bbe considered (?:again|further)?\s?(?:at|in) (?:a|the|its|six|three|twelve|[0-9]+)\b",
)
_ACTION = (
    rf"\bbe (?:\w+ )?(?:{_HAND_OVER}|made available)\b[^.;]{{0,60}}?\b(?:{_US})\b",
    r"\b(?:written|fuller|full|detailed|further) (?:response|reply|answer|explanation|information|details?)\b"
    rf"[^.;]{{0,30}}?\bbe (?:\w+ )?(?:{_HAND_OVER}|prepared|sought|obtained|produced)\b",
    rf"\b(?:briefing (?:note|paper|report)|note|data|figures|information|details)\b[^.;]{{0,80}}?"
    rf"\bbe (?:\w+ )?(?:{_HAND_OVER}|prepared|produced|obtained|sought)\b",
    r"\bbe (?:asked|requested|instructed|invited|directed|tasked|authorised)(?: to)?\b",
    r"\b(?:a )?(?:visit|briefing|training|workshop|seminar|session|meeting|group|review|inquiry|inquiry day)\b"
    r"[^.;]{0,60}?\bbe (?:arranged|organised|set up|held|established|convened)\b",
    r"\bbe (?:investigated|looked into|explored|followed up|clarified)\b",
    r"^(?:action|actions)\s?[:–-]",
    rf"^(?:the )?(?:[\w-]+ ){{0,6}}?(?:officers?|directors?|managers?)(?: of [^.;]{{0,40}}?)? (?:{_HAND_OVER_NOW})\b",
)
_NONE = (
    r"\bbe (?:\w+ )?(?:noted|received|welcomed|endorsed|supported|recogni[sz]ed|acknowledged|commended|thanked)\b"
    r"(?: and (?:noted|received|welcomed|endorsed|supported|recogni[sz]ed))?",
    r"\bbe (?:\w+ )?(?:confirmed|approved|agreed|signed|accepted|adopted)\b(?: (?:and|as)[^.;]{0,40}?\bsigned\b)?",
    r"\b(?:notes?|receives?|welcomes?|endorses?|supports?|recogni[sz]es?) (?:the|that|its)\b",
    r"\bthanks? (?:be |are )?(?:to|for|recorded|the|all)\b",
)


def _phrases(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


_KINDS = (
    (ResolutionKind.RECOMMENDATION, _phrases(*_RECOMMENDATION)),
    (ResolutionKind.PROGRAMME, _phrases(*_PROGRAMME)),
    (ResolutionKind.ACTION, _phrases(*_ACTION)),
    (ResolutionKind.NONE, _phrases(*_NONE)),
)

_NOT_WORK = "note|support|endorse|receive|welcome|approve|adopt|defer"
_HIDDEN = _phrases(
    rf"\b(?:agreed|undertook|offered|promised|committed|volunteered) to (?!{_NOT_WORK})\w+",
    rf"\b(?:would|will|to) (?:also )?(?:{_HAND_OVER_NOW})\b[^.;]{{0,80}}?\b(?:{_US})\b",
    r"\b(?:would|will|could|to) (?:also )?be (?:\w+ )?"
    rf"(?:{_HAND_OVER}|brought|made available|looked into|followed up)\b",
    r"\b(?:was|were|is|are|been) (?:also )?(?:requested|sought|asked for)\b",
    rf"\b(?:{_US}|they|he|she|cllr\.? [\w'-]+)\b[^.;]{{0,40}}?"
    r"\b(?:requested|asked (?:for|that|if|whether [^.;]{0,80}?could)|sought)\b",
    r"\b(?:would|will) (?:look into|follow (?:this|it|that) up|find out|check|confirm (?:this|the))\b",
    r"\b(?:would|will) (?:come|feed) back\b",
    r"\btake (?:this|it|that) (?:away|back|forward)\b",
)

_BULLET = r"[•●▪◦*–-]|\(?[a-z0-9]{1,2}[.)]"
_BY_DAY = re.compile(
    rf"\bby (?:the )?(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)? (?P<month>{'|'.join(MONTHS)}),? (?P<year>20[0-9]{{2}})\b"
)
_NEW_BLOCK = re.compile(rf"\n\s*\n|\n(?=\s*(?:{_BULLET})\s)")
_SENTENCE_END = re.compile(
    r"(?<!\bCllr\.)(?<!\bDr\.)(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bNo\.)(?<!\be\.g\.)(?<!\bi\.e\.)"
    r"(?<=[.!?])\s+(?=[“\"‘(]?[A-Z0-9])"
)


def readings(wording: str) -> tuple[Reading, ...]:
    """Every kind that the wording has a phrase for, the weightiest first; one clause can do two things."""
    line = " ".join(wording.split())
    found = ((kind, _first(phrases, line)) for kind, phrases in _KINDS)
    return tuple(Reading(kind, phrase) for kind, phrase in found if phrase)


def suggest(wording: str) -> Reading:
    """The kind of resolution that the wording suggests, with the phrase that made it. The officer decides."""
    return next(iter(readings(wording)), Reading(ResolutionKind.NONE, ""))


def due_by(wording: str) -> date | None:
    """The day that the wording itself sets: “be sent to Members by 8 May 2015”."""
    found = _BY_DAY.search(" ".join(wording.split()))
    try:
        return date(int(found["year"]), MONTHS.index(found["month"]) + 1, int(found["day"])) if found else None
    except ValueError:  # 31 June
        return None


def hidden_actions(narrative: str) -> list[Suggestion]:
    """Sentences of a minute that ask for or promise something outside its resolutions, in their order."""
    found = ((sentence, _first(_HIDDEN, sentence)) for sentence in sentences(narrative))
    return [Suggestion(sentence, phrase) for sentence, phrase in found if phrase]


def sentences(narrative: str) -> list[str]:
    """The narrative's sentences and bullets, lines that only wrap joined again."""
    blocks = (" ".join(block.split()) for block in _NEW_BLOCK.split(narrative))
    return [sentence for block in blocks for sentence in _SENTENCE_END.split(block) if sentence]


def _first(phrases: tuple[re.Pattern[str], ...], line: str) -> str:
    """The words of the line that the first matching phrase matched, or "" for none."""
    matches = (phrase.search(line) for phrase in phrases)
    return next((match[0].strip() for match in matches if match), "")
