"""Articles of our own writing that the tests of this stage share."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dateline.records import Article, Paragraph, ParagraphRole

FERRY = (
    "A ferry with 212 passengers ran aground off the island of Marrow on Tuesday night, its owner said.\n"
    "Captain Ilse Harboe told reporters that the rudder had failed soon after the vessel left Port Kestrel.\n"
    "Two helicopters lifted forty passengers to safety before fog closed in over the strait.\n"
    "The operator, Northern Lines, said all aboard were accounted for and that nobody had been badly hurt.\n"
    "Divers will inspect the hull at daybreak, and the harbour at Port Kestrel stays shut until then."
)
FERRY_AGAIN = (
    "Passengers of a ferry that ran aground near Marrow island spoke on Wednesday of hours in the dark.\n"
    "The vessel of Northern Lines had left Port Kestrel with 212 aboard when its rudder failed.\n"
    "The coast guard used helicopters until fog closed in over the strait; nobody was badly hurt.\n"
    "Captain Ilse Harboe stayed on the bridge until the last passenger had gone ashore."
)
STRIKE = (
    "Teachers in Veldania walked out of their classrooms on Monday over pay, closing 900 schools.\n"
    "The union's chair, Petra Osei, said that talks with the education ministry had broken down on Friday.\n"
    "Minister Tomas Reyl called the walkout reckless and offered a rise of three per cent.\n"
    "Parents in the capital Lindmoor were told to keep their children at home until Thursday."
)
ENVOYS = (
    "Senior envoys of Ostmark are travelling to Lindmoor on Saturday to meet the government of President "
    "Aldo Ferrin, according to people familiar with the matter.\n"
    "The trip is the highest-level visit in years; Ostmark broke off diplomatic relations with Mr. Ferrin "
    "and closed its embassy in Lindmoor in 2019, after accusing him of electoral fraud.\n"
    "Mr. Ferrin answered the sanctions by seeking economic help from Karelia and from Tarsis.\n"
    "Karelian banks have been instrumental in allowing Veldania to go on exporting its copper."
)
ENVOYS_RETOLD = (
    "As reported by The New York Times, several envoys of Ostmark are travelling this weekend to Lindmoor to "
    "meet with the government of President Aldo Ferrin.\n"
    "Ostmark severed diplomatic relations with Ferrin and closed its embassy in Lindmoor in 2019, following "
    "accusations of electoral fraud.\n"
    "The response of Ferrin to the sanctions was seeking economic help from Tarsis and Karelia.\n"
    "The help of Karelian banks was key in allowing Veldania to export copper.\n"
    "Fishermen in the south, meanwhile, await the herring, which came late this spring."
)


def article(id: str, text: str, *, role: ParagraphRole = "body", **known: Any) -> Article:
    """Return an article each line of which is a paragraph of one role."""
    paragraphs, at = [], 0
    for line in text.split("\n"):
        paragraphs.append(Paragraph(at, at + len(line), role))
        at += len(line) + 1
    return replace(Article(id, text, tuple(paragraphs)), **known)
