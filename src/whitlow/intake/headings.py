"""This module lists the headings of notes, and what a section under one is about.

It refuses a heading that changes nothing, except to end the section before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["HEADINGS", "Section"]

Section = Literal["family", "past", "allergies", "medicines", "planned", "copied", "presented", ""]
HEADINGS: Final[Mapping[Section, str]] = {
    "family": """
        family history | family hx | fam hx | fhx | fh | family | famhx
    """,
    "past": """
        past medical history | pmh | pmhx | past history | phx | past hx | background | medical
        history | psh | pshx | past surgical history | pmh/psh | past medical hx | problem list |
        problems | bg | comorbidities | past medical/surgical history | history
    """,
    "allergies": """
        allergies | allergy | allergies/adr | adr | adrs | drug allergies | drug allergy | all
    """,
    "medicines": """
        medications | medication | meds | current medications | current meds | home meds | home
        medications | dhx | dh | drug history | drugs | regular meds | regular medications | rx |
        medication list | active medications | inpatient medications | inpatient meds | current
        medication | current treatment | drug chart | scheduled meds | outpatient medications | tx
        | drug hx | medications on admission | discharge medications | infusions | med rec | meds
        rec | medicines reconciliation | medication reconciliation | med reconciliation | drug rec
        | current drugs | on
    """,
    "planned": """
        plan | plans | recommendations | recommendation | recs | to do | todo | next steps |
        suggest | advice | proposed | proposal | follow up | follow-up | f/u | safety net |
        instructions | discharge instructions | return precautions | patient instructions |
        education | rec | p | jobs | job list | action | actions | gp action | gp to | safety
        netting | to-do | toxicity | toxicities | side effects | adverse effects | s/e | risks |
        monitoring | monitor | counselling | counselled | warnings | precautions | watch for |
        warned | red flags to watch | outstanding | await | awaiting
    """,
    "copied": """
        copied forward | copy forward | copied from previous note | carried forward | previous note
        | copied | from previous note | from last note | last note | previous admission | prior
        note | old notes | copied from prior note | copy-forward | copied note
    """,
    "presented": """
        admission reason | reason for admission | admitted with | on admission | at presentation |
        presentation | on arrival
    """,
    "": """
        hpi | history of present illness | hpc | history of presenting complaint | pc | cc | chief
        complaint | presenting complaint | labs | lab | bloods | investigations | ix | results |
        o/e | exam | examination | physical exam | pe | impression | imp | assessment | a/p |
        assessment and plan | a&p | ros | review of systems | social | sh | shx | social history |
        vitals | obs | s | o | a | micro advice | subjective | objective | diagnosis | dx | reason
        for consult | reason for referral | micro | microbiology | virology | today | id | one
        liner | summary | issues | interval history | overnight | ecg | imaging | access | lines |
        renal | skin | cns | gu | resp | cvs | abdo | cv | neuro | heent | lab results | current |
        course | hospital course | update | question | consult question | discussion | data |
        biochemistry | haematology | hematology | serology | swab | weight | wt | situation |
        status | treatment history | virology results | blood results | key results | patient |
        pt | index patient |
        demographics | current problems | active problems | active issues | current issues
    """,
}
