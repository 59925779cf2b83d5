"""What stands in a place that gives no licence is asked: boxes, older entries, another time."""

from __future__ import annotations

import pytest

from whitlow.intake import read
from whitlow.shelf import open_guideline


def facts(text: str) -> dict[str, str]:
    """Return the facts that a text states without doubt."""
    return {fact.fact: fact.value for fact in read(text, open_guideline(None)).facts}


def why(text: str) -> dict[str, str]:
    """Return what is asked back of a text, with the reason."""
    return {each.fact: each.why for each in read(text, open_guideline(None)).confirm}


@pytest.mark.parametrize(
    ("text", "fact", "reason"),
    [
        ("CONST: [ ] Fever [x] Fatigue", "fever", "an empty box"),
        ("\N{BALLOT BOX} seizures \N{BALLOT BOX WITH X} rash", "seizure", "an empty box"),
        ("Pregnant [ ] yes [x] no", "pregnant", "a form with boxes"),
        (
            "3/11: K 3.5 mmol/L\n3/14: Afebrile",
            "potassium",
            "an entry of another day stands in the note",
        ),
        (
            "Copied from the note of Monday.\nK 3.5 mmol/L",
            "potassium",
            "the note says that it was copied",
        ),
        ("Cr 88 umol/L last month", "creatinine", "said with 'last month'"),
        ("In March creatinine 140 umol/L", "creatinine", "said with 'March'"),
        ("Creatinine 71 umol/L (maternal)", "creatinine", "said with 'maternal'"),
        ("Weight 82 kg (24/40)", "weight", "a date or a week stands behind it"),
        ("Booking weight 63 kg", "weight", "said with 'Booking'"),
        ("Dry wt 68 kg, pre-HD today 71.5", "weight", "another number stands behind it"),
        ("Ht 171", "height", "a number without its unit"),
        ("?76 yo man", "age", "said with '?'"),
        ("No temp taken", "fever", "said with 'taken'"),
        ("Old hemiparesis", "focal_neurology", "said with 'Old'"),
        ("No fits since Friday", "seizure", "absent since then, so it was there before"),
        ("Was drowsy on oxycodone, now bright", "altered_mental_state", "said with 'Was'"),
        ("Lactating for a month and has stopped", "breastfeeding", "said with 'stopped'"),
        ("A bit muddled", "altered_mental_state", "said with 'A bit'"),
        ("Transgender woman, 30", "sex", "transgender may be a sign of it"),
        ("Afebrile. T 38.6 overnight", "fever", "a temperature of 38.6 is named"),
        ("ROS (template): no fever", "fever", "the note says that it is a template"),
        ("11/18: (copied) K 3.5 mmol/L", "potassium", "the note says that it was copied"),
        ("Cr 1.34 mg/dL, sorry, wrong patient", "creatinine", "said with 'sorry'"),
        ("No seizure so far; one on 28 Oct", "seizure", "said with 'one'"),
        ("No eye pain, but something odd there", "eye_symptoms", "said with 'but'"),
        ("HSV-Z lip ulcer", "virus", "said with 'Z'"),
        ("Age: 5l", "age", "letters stand within the number"),
        ("Kidney tx 2011, failed 2018", "transplant", "said with 'failed'"),
        ("Never tested for HIV", "host", "tested for"),
        ("Declines HIV test (neg 2019)", "hiv_test", "said with 'Declines'"),
        ("Valaciclovir 1 g TDS day 5. DRESS: stop both.", "antiviral", "said to be stopped"),
        ("Valaciclovir 1 g TDS day 5. Refusing meds.", "antiviral", "said to be stopped"),
        ("On valaciclovir 500 mg daily, self-d/c'd in May", "antiviral", "stopped"),
        ("Took valaciclovir 500 mg BD", "antiviral", "said with 'Took'"),
        ("HSV-1 PCR pos x1, neg x1", "hsv_pcr", "two results that differ"),
        ("Wt 64 kg. Later 67 kg", "weight", "several values"),
        ("Rash and vesicles of the lip", "lesion", "a rash, which may be of the other kind"),
        ("Is foscarnet 40 mg/kg q8h right for a man of 70 kg?", "antiviral", "said with '?'"),
    ],
)
def test_a_place_without_licence_makes_a_question(text: str, fact: str, reason: str) -> None:
    assert fact not in facts(text)
    assert reason in why(text).get(fact, "")


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("HSV-1 lip. Aciclovir 400 mg TDS D9. Cough worse", "response"),
        ("HSV-1 lip. Aciclovir 400 mg TDS D9. Pain improving", "response"),
        (
            "HSV-2 ulcers. Failed aciclovir 400 mg TDS, on foscarnet 60 mg/kg q12h, worse",
            "response",
        ),
        ("Aciclovir 400 mg bd; now treatment 500 mg tds", "antiviral_dose"),
        ("The usual dose of valaciclovir is 1 g bd; he takes 500 mg bd", "antiviral_dose"),
        ("Aciclovir 400 mg bd prescribed but not collected", "antiviral"),
        ("Valaciclovir 1 g tds x7d each time", "antiviral"),
        ("Tingling during foscarnet 60 mg/kg q12h. Infusion stopped", "antiviral"),
        ("Isolate from March: foscarnet sensitive. New swab sent", "foscarnet_susceptibility"),
        ("HSV hepatitis. Blood HSV-2 PCR sent", "virus"),
        ("HSV PCR: CSF PCR negative, blood PCR positive", "hsv_pcr"),
        ("HSV-1 lips and chin ulcers, healed on aciclovir 400 mg tds D9", "site"),
        ("1) Smith 71F HIV 2) Jones 44M, K 2.8 mmol/L", "potassium"),
        ("AML D+16 of FLAG-Ida", "transplant_days"),
        ("Allo HSCT d+55", "host"),
        ("Acyc1ovir 5 mg/kg IV q8h", "antiviral"),
        ("Liver transplant assessment", "host"),
        ("Seizure prophylaxis", "seizure"),
        ("K 3.6 mmol/L. K+ yest 3.1 L", "potassium"),
        ("AKI (creatinine 240 umol/L) which recovered; creatinine at discharge 90", "creatinine"),
        ("He required haemodialysis twice", "dialysis"),
        ("Takes valaciclovir 1 g daily when she has an outbreak", "antiviral"),
        ("ID suggested foscarnet 60 mg/kg q12h", "antiviral"),
        ("Aciclovir was given for 14 days", "antiviral"),
        ("HIV exposed infant", "host"),
        ("+fever, -seizures", "seizure"),
        ("(+) fever (-) seizures (-) confusion", "fever"),
        ("Lives with his wife, who is pregnant", "pregnant"),
        ("No fever until today", "fever"),
        ("Aciclovir 400 mg bd. Stop aciclovir", "antiviral"),
        ("For aciclovir 20 mg/kg qds day 7-21", "antiviral"),
    ],
)
def test_what_the_rest_of_a_note_leaves_open_is_no_fact(text: str, fact: str) -> None:
    assert fact not in facts(text)


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("[x] weight loss [ ] fever", "weight_loss", "true"),
        ("3/11: Cr 1.0 mg/dL\n3/14: Cr 1.6 mg/dL", "creatinine", "1.6 mg/dL"),
        ("Aciclovir 400 mg TDS D9, ulcers on lip worse", "response", "worsening"),
        ("31+4/40, painful vulval ulcers", "gestation", "221 d"),
        ("Resistant HSV-2 ulcers", "virus", "hsv2"),
        ("HSV-1 DNA: not detected\nHSV-2 DNA: detected", "hsv_pcr", "positive"),
        ("PCR from vesicle: VZV detected, HSV not detected", "hsv_pcr", "negative"),
        ("Blood HSV-2 PCR 10^7 copies/mL", "hsv_pcr", "positive"),
        ("Foscarnet   EC50 38 ug/mL    S", "foscarnet_susceptibility", "susceptible"),
        ("(M, 38, 64.2 kg)", "age", "38"),
        ("a sixty two year old gentleman", "age", "62"),
        ("Mrs B, 67 years. Admitted", "age", "67"),
        ("Acyclovir 400 mg TID x 2 wk then on valacyclovir 1 g TID", "antiviral", "valacyclovir"),
        ("45M. Fever 38.5, brought by wife", "age", "45"),
        ("The patient denies chest pain, dyspnea, fever, or syncope", "fever", "false"),
        ("Patient reports fever and confusion but denies seizures", "fever", "true"),
        ("Denies fever, has weight loss, no diarrhea", "weight_loss", "true"),
    ],
)
def test_what_is_plainly_of_now_is_a_fact(text: str, fact: str, value: str) -> None:
    assert value == facts(text).get(fact)


@pytest.mark.parametrize(
    "piece",
    [
        "[ ] fever ",
        "[x",
        "3/11: ",
        "copied from ",
        "in March ",
        "not yet been ",
        "31+4 ",
        "2 type ",
    ],
)
def test_a_form_that_repeats_itself_is_read_like_any_other(piece: str) -> None:
    text = piece * (20_000 // len(piece))

    assert text == read(text, open_guideline(None)).text
