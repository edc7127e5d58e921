"""What reads like personal data: found in notes that hold some, and quiet where there is none."""

from __future__ import annotations

import re
import time

import hypothesis
import pytest
from hypothesis import strategies as st
from paths import SEEDS

from tracker.domain.contact_details import find_contacts, without_contacts
from tracker.domain.personal_data import find_personal_data, quotes_a_case

NAMES = """
Jamie Smith has moved to a new placement|Jamie Smith
Letter sent to Jamie's mother|Jamie's mother
Letter sent to Jamie\u2019s mother|Jamie's mother
spoke to jamie's mum|jamie's mum
Spoke to Aaliyah about school|Aaliyah
Review delayed because Kian was remanded|Kian
Mr J. Smith attended the panel|Mr J. Smith
Mrs Khan agreed to the visits|Mrs Khan
Miss O'Connor rang|Miss O'Connor
Cllr Davies asked for figures|Cllr Davies
PC Walker will attend|PC Walker
his brother Kyle was sentenced too|Kyle
a boy called Zavian was missed|Zavian
Her name is Xaviera|Xaviera
The Khan family moved|Khan family
Piotr Kowalski's hours are done|Piotr Kowalski
Muhammad Ali Khan is in the sample|Muhammad Ali Khan
Amber Taylor has a new plan|Amber Taylor
Mark Davies is to lead on it|Mark Davies
Ashton was arrested on Friday|Ashton
Grace's mother has complained|Grace's mother
Tommy-Lee did not attend|Tommy-Lee
the plan of T. Hussain|T. Hussain
J Jones is not in school|J Jones
JAMIE SMITH IS NOT ATTENDING|JAMIE SMITH
Callum_plan.pdf|Callum
Young person Thabo was not seen|Thabo
Discussed with Zephaniah Okafor|Zephaniah Okafor
"""

INITIALS = """
AB's plan has been signed off|AB
JS to chase the school|JS
J.S. was excluded again|J.S.
J. S. has moved|J. S.
Child AB was sampled|AB
no contact with BW this month|BW
ABC's mother rang|ABC
"""

BIRTHS = """
DOB 12/3/2009|DOB 12/3/2009
d.o.b. 2009-03-12|d.o.b. 2009-03-12
The child, born on 3 May 2008, was not seen|born on 3 May 2008
Date of birth: 14th May 2009|Date of birth: 14th May 2009
aged 14 (12.03.09)|aged 14 (12.03.09
"""

NUMBERS = """
case no. 12345 has no plan|case no. 12345
ref YOT/2023/0145|ref YOT/2023/0145
PNC 12/345678X|PNC 12/345678X
943 476 5919 is not on the system|943 476 5919
NHS number 9434765919|NHS number 9434765919
UPN A123456789012|UPN A123456789012
CareDirector ID 3345678|CareDirector ID 3345678
client 448812 closed early|client 448812
A1234BC was recalled|A1234BC
"""

REACHED = """
joe.bloggs@council.gov.uk|joe.bloggs@council.gov.uk
joe.bloggs @council.gov.uk|joe.bloggs @council.gov.uk
0300 123 1889|0300 123 1889
(0151) 233 3000|(0151) 233 3000
0151-233 3000|0151-233 3000
01744 671999|01744 671999
020 7035 6000|020 7035 6000
0207 035 6000|0207 035 6000
+44 (0)20 7035 6000|+44 (0)20 7035 6000
+44 7911 123456|+44 7911 123456
0044 20 7035 6000|0044 20 7035 6000
07917 084764|07917 084764
07917084764|07917084764
0161.869.1300|0161.869.1300
0800 1111|0800 1111
Tel: 8234 5678|Tel: 8234 5678
Telephone 233 3000|Telephone 233 3000
0151 233 3000 ext 4567|0151 233 3000 ext 4567
+353 1 234 5678|+353 1 234 5678
"""

QUIET = """
Head of Education to write to Merseyside Police by 31 March 2026
Knowsley Council and Children's Services agreed a joint protocol
Ministry of Justice grant confirmed; Crown Court listing raised with Lord Justice
Turnaround funding extended; Stable Homes Built on Love is the strategy
Child A had no plan; Child B's mother agreed; Young Person C had a good one
YJS, ETE, SEND, NEET and PRU data shared with the ICB and the CCG
CAMHS, MAPPA, MASH, EHCP, LAC, OOCD, AIM, KPI, PCC and DCS
QA, HR, IT, DV and PM; RAG moved from Red to Amber in Q1
AMBER TO GREEN BY JUNE
Amber since June; Green expected by August
Areas For Improvement In Court Work
THE BOARD AGREED TO REVIEW ALL CASES
St Mary's Primary School and James Cook Hospital joined the panel
Prince's Trust, Howard League and Charlie Waller Trust to help
Clare's Law requests recorded
Victoria Street office closes; Chelsea and Kent visited
Mark the register by 9am; it will be done in May
Will be late; Hope to finish by Easter; Grant bid submitted
Christian and Muslim leaders consulted
Barnardo's family support; Knowsley's family hubs; the victim's family
Minute ref 2023/45, recommendation no. 3, action number 12
Case 4 of 12; 11 of 26 cases; 3 cases in 2023
11 of 26 had not; 84.9% against 98%; 62% 71% 80%; 29/36
Section 47; Children Act 1989; Standard 1.1 Governance
1.1 1.2 1.3 1.4 2.1 2.2; 2018 2019 2020 2021
From 01/04/2023 to 31.03.2024; 09 January 2023; 01.02.2023 10.30
£300 123 a year; 12 345 678 pounds; budget code 0450123
ISBN 978-1-915468-46-8
https://democracy.example.gov.uk/ieList.aspx?CId=123&MId=45678
Children born in 2009 are the largest group, aged 14 to 16
e.g. letters, i.e. minutes; U.K. average; P.E. lessons
Operation Encompass, Project Oscar and Storm Arwen
A. Governance B. Planning C. Reviewing
Group A and Annex B Assessment Tool
Child First principles; Parent Carer Forum; Mother and baby group
"""


def pairs(texts: str) -> list[tuple[str, str]]:
    """Return each text with the words that are to be found in it."""
    rows = [line.partition("|") for line in texts.strip().splitlines()]
    return [(text, words) for text, _, words in rows]


@pytest.mark.parametrize(
    ("text", "words", "like"),
    [
        *((*pair, "a person's name") for pair in pairs(NAMES)),
        *((*pair, "a person's initials") for pair in pairs(INITIALS)),
        *((*pair, "a date of birth") for pair in pairs(BIRTHS)),
        *((*pair, "a case number") for pair in pairs(NUMBERS)),
        *((*pair, "contact details") for pair in pairs(REACHED)),
        ("Moved to L34 1AB", "L34 1AB", "a postcode"),
        ("Lives at 12 Acacia Avenue", "Lives at 12 Acacia Avenue", "a home address"),
    ],
)
def test_what_says_who_somebody_is_is_found(text: str, words: str, like: str) -> None:
    """With the words themselves, where they stand, and what they read like."""
    matches = find_personal_data(text)

    assert [(match.words, match.like) for match in matches] == [(words, like)]
    assert matches[0].words == text.replace("\u2019", "'")[matches[0].start :][: len(words)]


@pytest.mark.parametrize("text", QUIET.strip().splitlines())
def test_a_boards_own_words_are_left_alone(text: str) -> None:
    """Bodies, roles, places, programmes, headings, abbreviations, dates and figures name nobody."""
    assert find_personal_data(text) == ()
    assert find_contacts(text) == []


def test_the_items_of_the_two_reports_are_left_alone() -> None:
    """Every text of the facts files, and of the story told about them."""
    texts = [line for file in SEEDS.glob("*.toml") for line in file.read_text("utf-8").splitlines()]

    assert len(texts) > 400
    assert [line for line in texts if find_personal_data(line) and "sha256" not in line] == []


def test_whoever_has_a_part_in_the_ledger_may_be_named() -> None:
    """By the whole name, a part of it, with a title, or by initials; nobody else is."""
    known = ["Sam Reed", "Dana Okafor"]
    text = "Sam Reed, Sam's mother, Mr Reed, SR, S.R. and Dana met Sam Okafor"

    assert [match.words for match in find_personal_data(text, known)] == ["Sam Okafor"]
    assert len(find_personal_data(text)) == 7


def test_contacts_are_taken_out_of_a_text() -> None:
    """What is left reads on."""
    text = "Write to a.b@example.org or ring 0151 233 3000, by 3 May 2024."

    assert find_contacts(text) == ["a.b@example.org", "0151 233 3000"]
    assert without_contacts(text) == "Write to or ring, by 3 May 2024."
    assert without_contacts("On 3 May  all 12 came") == "On 3 May  all 12 came"


@pytest.mark.parametrize(
    "text",
    [
        "An inspector noted that the plan had come too late.",
        "In one case the plan had come too late.",
        "This child was seen by four workers.",
        "Good: \u201cthe worker kept every visit and told the family why\u201d.",
        "The work with a 15-year-old boy was good.",
    ],
)
def test_a_passage_about_a_single_case_is_told(text: str) -> None:
    """Somebody's own words at length, or the story of one child."""
    assert quotes_a_case(text)


@pytest.mark.parametrize(
    "text",
    [
        "In all but 3 of the 22 relevant cases reports were good.",
        "In 7 of 9 cases where a child was in custody, planning was good.",
        "In two cases the plan had come too late.",
        "All but one case manager described supervision as good.",
        "Too few were \u2018good enough\u2019 in the inspector\u2019s \u201cview of things\u201d.",
    ],
)
def test_a_passage_about_many_cases_is_no_quotation(text: str) -> None:
    """A count, a term between marks or a plural is nobody's own story."""
    assert not quotes_a_case(text)


@hypothesis.given(st.text(max_size=300))
def test_any_text_at_all_can_be_looked_at(text: str) -> None:
    """Findings stand apart, in order, inside the text; nothing breaks."""
    matches = find_personal_data(text)

    ends = [match.start + len(match.words) for match in matches]
    assert all(end <= after.start for end, after in zip(ends, matches[1:], strict=False))
    assert all(0 <= hit.start <= len(text) and hit.words for hit in matches)
    assert len(without_contacts(text)) <= len(text)


@pytest.mark.parametrize(
    "piece", ["A", "A ", "Aa ", "0", "0 ", "+4", "a.", "a@", "A.", "1/", "no ", "X's ", "(0", '"']
)
def test_the_longest_text_is_looked_at_at_once(piece: str) -> None:
    """Whatever somebody pastes: 20,000 characters cost less than a second or two."""
    text = (piece * 20_000)[:20_000]

    begun = time.process_time()
    find_personal_data(text)
    quotes_a_case(text)

    assert time.process_time() - begun < 3


def test_no_word_is_in_two_minds() -> None:
    """A given name is either clear or doubtful, and neither is an ordinary word by the way."""
    from tracker.domain import name_lists  # noqa: PLC0415 - the words alone, beside what reads them

    assert not name_lists.GIVEN & name_lists.DOUBTFUL
    assert not name_lists.GIVEN & (
        name_lists.ORDINARY | name_lists.INSTITUTIONS | name_lists.ABBREVIATIONS
    )
    assert all(
        re.fullmatch(r"[A-Z][a-z]+", name) for name in name_lists.GIVEN | name_lists.DOUBTFUL
    )
