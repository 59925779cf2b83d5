"""A reader follows another side: the page says so first, and shows what that changed."""

from __future__ import annotations

import pytest

from tests.cli.called import EXAMPLE, called, document, toy

WAITING = b"""
age: 50
sex: male
weight: 70 kg
creatinine: 1.0 mg/dL
renal_function: stable
dialysis: none
comedications: none
allergies: none
red_flags: none
line: central
host: hiv
cd4: 300 cells/uL
virus: hsv2
site: genital
extent: localised
antiviral: valacyclovir
antiviral_purpose: treatment
antiviral_route: oral
antiviral_dose: 1000 mg
antiviral_interval: 12 h
days_on_antiviral: 8
adherent: true
absorption_problem: none
response: unchanged
new_lesions: false
acyclovir_susceptibility: not_tested
"""
PLAN = ("plan", "-", "--today", "2026-11-20")
TEN_DAYS = ("--follow", "suspicion-clock=1")
HEAVY = ("--age", "50", "--sex", "male", "--weight", "150", "--height", "178")
DOSE = ("dose", "foscarnet", "--regimen", "hsv-q8h", *HEAVY, "--creatinine", "1.0 mg/dL")


def followed(*arguments: str) -> dict[str, object]:
    """Return the plan of the waiting patient as JSON."""
    return document(called(*PLAN, *arguments, "--json", given=WAITING))


def refused(*arguments: str) -> tuple[int, str]:
    """Return the exit code of a refusal and its sentence."""
    done = called(*arguments, given=WAITING)
    return done.code, done.err.splitlines()[-1]


# --- what the page says -----------------------------------------------------------------------


@pytest.mark.parametrize("form", ["", "--markdown", "--html"])
def test_each_form_says_whose_choice_it_is(form: str) -> None:
    out = called(*PLAN, *TEN_DAYS, *([form] if form else []), given=WAITING).out

    assert "by the reader's choice" in " ".join(out.replace("&#x27;", "'").split())


@pytest.mark.parametrize("form", ["", "--markdown", "--html"])
def test_each_form_says_that_the_laws_hold(form: str) -> None:
    out = called(*PLAN, *TEN_DAYS, *([form] if form else []), given=WAITING).out

    assert "Every law of the guideline still holds" in out


@pytest.mark.parametrize("form", ["", "--markdown", "--html"])
def test_each_form_shows_what_the_choice_changed(form: str) -> None:
    out = called(*PLAN, *TEN_DAYS, *([form] if form else []), given=WAITING).out

    assert "what this choice changed" in out.lower()


def test_the_choice_stands_before_the_facts() -> None:
    out = called(*PLAN, *TEN_DAYS, given=WAITING).out

    assert out.index("Another side is followed here") < out.index("BOTTOM LINE")


def test_a_plan_without_a_choice_speaks_of_none() -> None:
    out = called(*PLAN, given=WAITING).out

    assert "choice" not in out.partition("BOTTOM LINE")[0]


def test_the_json_names_the_side_and_what_it_stands_instead_of() -> None:
    chosen = followed(*TEN_DAYS)["following"]
    assert isinstance(chosen, list)
    side = chosen[0]

    assert {
        "id": "suspicion-clock",
        "question": "After how many days without response is resistance suspected?",
        "position": 1,
        "cites": ["nih-oi-hsv#suspect"],
    } == {name: side[name] for name in ("id", "question", "position", "cites")}


def test_the_json_says_what_changed() -> None:
    changed = followed(*TEN_DAYS)["changed"]

    assert {
        "kind": "grade level changed",
        "record": "resistance",
        "was": "strongly suspected",
        "now": "suspected",
    } in changed  # type: ignore[operator]


def test_without_a_choice_nothing_changed() -> None:
    plan = followed()

    assert ([], []) == (plan["following"], plan["changed"])


def test_the_hash_of_a_plan_covers_the_choice() -> None:
    assert followed()["hash"] != followed("--follow", "day-three=1")["hash"]


def test_the_same_choice_gives_the_same_bytes() -> None:
    one, other = (called(*PLAN, *TEN_DAYS, "--json", given=WAITING).out for _ in range(2))

    assert one == other


def test_the_order_of_two_choices_does_not_matter() -> None:
    fluid = ("--follow", "hydration-volume=3")

    assert followed(*TEN_DAYS, *fluid) == followed(*fluid, *TEN_DAYS)


def test_following_what_is_followed_anyway_changes_nothing_and_is_said() -> None:
    done = called(*PLAN, "--follow", "day-three=1", given=WAITING)

    assert (0, True, True) == (
        done.code,
        "The guideline follows that position anyway." in done.out,
        "Nothing for this patient: the plan is the same without it." in done.out,
    )


def test_another_profile_shows_what_it_changed_too() -> None:
    changed = followed("--profile", "eacs")["changed"]

    assert "foscarnet-eacs-90-q12h" in {each["record"] for each in changed}  # type: ignore[attr-defined]


def test_another_profile_is_the_choice_of_the_reader() -> None:
    out = called(*PLAN, "--profile", "eacs", given=WAITING).out

    assert "chosen by the reader; the guideline takes us-label." in " ".join(out.split())


def test_a_patient_reads_of_another_opinion_and_of_no_dose() -> None:
    out = called(*PLAN, *TEN_DAYS, "--audience", "patient", given=WAITING).out

    assert "chose another opinion than it usually follows" in " ".join(out.split())


def test_the_json_for_a_patient_names_the_side_alone() -> None:
    plan = followed("--follow", "highest-daily-dose=3", "--audience", "patient")

    assert ([{"id": "highest-daily-dose", "position": 3}], []) == (
        plan["following"],
        plan["changed"],
    )


def test_the_side_chosen_is_marked_in_its_disagreement() -> None:
    out = called(*PLAN, *TEN_DAYS, "--markdown", given=WAITING).out

    assert "Chosen by the reader:" in out


# --- a dose -----------------------------------------------------------------------------------


def test_a_dose_follows_the_weight_that_was_chosen() -> None:
    dose = document(called(*DOSE, "--follow", "weight-in-obesity=1", "--json"))

    assert 4500 == dose["dose_mg"]


def test_a_dose_names_the_side_it_follows() -> None:
    dose = document(called(*DOSE, "--follow", "weight-in-obesity=1", "--json"))

    assert ["weight-in-obesity"] == [side["id"] for side in dose["following"]]  # type: ignore[attr-defined]


def test_a_column_that_was_not_chosen_is_not_shown() -> None:
    out = called("dose", "foscarnet", "--follow", "foscarnet-schedule=2").out

    assert ("hsv-q8h" in out, "different schedules" in out) == (False, False)


def test_a_side_takes_its_profile_along() -> None:
    dose = document(called("dose", "foscarnet", "--follow", "highest-daily-dose=3", "--json"))

    assert "eacs-90-q12h" == dose["regimen"]


# --- a course ---------------------------------------------------------------------------------


def test_a_course_says_which_side_it_follows() -> None:
    course = ("follow", "examples/course-foscarnet.csv", "--case", "examples/course-foscarnet.yaml")
    done = called(*course, "--follow", "first-infusions=2", "--today", "2026-03-31", "--json")

    assert ["first-infusions"] == [each["id"] for each in document(done)["following"]]  # type: ignore[attr-defined]


# --- what is refused --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        (
            "suspicion-clok=1",
            "There is no disagreement 'suspicion-clok'. Did you mean 'suspicion-clock'?",
        ),
        (
            f"{'a' * 5000}=1",
            f"There is no disagreement '{'a' * 60}…'. See 'whitlow disagreements'.",
        ),
        (
            "suspicion-clock=9",
            "suspicion-clock has no position 9; it has 7. Positions 1, 3, 4 can be followed.",
        ),
        (
            "suspicion-clock=0",
            "suspicion-clock has no position 0; it has 7. Positions 1, 3, 4 can be followed.",
        ),
        (
            "day-three=3",
            (
                "Position 3 of day-three rests on popular articles alone, so no advice is made "
                "from it. None of its positions can be followed."
            ),
        ),
        (
            "suspicion-clock=5",
            (
                "Position 5 of suspicion-clock rests on nothing that was read, so no advice is "
                "made from it. Positions 1, 3, 4 can be followed."
            ),
        ),
        (
            "suspicion-clock=2",
            (
                "Nothing in this guideline hangs on position 2 of suspicion-clock. "
                "Positions 1, 3, 4 can be followed."
            ),
        ),
        (
            "highest-daily-dose=5",
            (
                "Nothing in this guideline hangs on position 5 of highest-daily-dose. "
                "Position 3 can be followed."
            ),
        ),
    ],
)
def test_a_choice_that_cannot_be_made_is_refused(choice: str, message: str) -> None:
    assert (4, message) == refused(*PLAN, "--follow", choice)


@pytest.mark.parametrize(
    "choice", ["suspicion-clock", "=3", "suspicion-clock=", "suspicion-clock=x", "a=1234", "a=-1"]
)
def test_what_is_no_choice_is_a_misuse(choice: str) -> None:
    message = f"--follow: {choice!r} is no choice. Write --follow DISAGREEMENT=NUMBER."

    assert (2, message) == refused(*PLAN, "--follow", choice)


def test_two_positions_of_one_disagreement_are_refused() -> None:
    message = (
        "--follow: 'suspicion-clock' is given twice, with position 1 and with position 3. "
        "Keep one of the two."
    )

    assert (4, message) == refused(*PLAN, *TEN_DAYS, "--follow", "suspicion-clock=3")


def test_a_profile_against_that_of_a_side_is_refused() -> None:
    message = (
        "Following highest-daily-dose takes the profile eacs, and us-label is asked for. "
        "Keep one of the two."
    )
    asked = ("--follow", "highest-daily-dose=3", "--profile", "us-label")

    assert (4, message) == refused(*PLAN, *asked)


def test_two_sides_that_decide_one_thing_are_refused() -> None:
    message = (
        "sixty-every-twelve-hours and highest-daily-dose both decide the profile, and "
        "differently. Follow one of the two."
    )
    both = ("--follow", "sixty-every-twelve-hours=2", "--follow", "highest-daily-dose=3")

    assert (4, message) == refused(*PLAN, *both)


@pytest.mark.parametrize("command", [DOSE, ("plan", "-")])
def test_a_choice_never_overrides_a_fact_of_the_patient(command: tuple[str, ...]) -> None:
    fact = ("--fact", "dosing_weight=ideal") if command is DOSE else ()
    given = WAITING.replace(b"70 kg", b"150 kg\nheight: 178 cm\ndosing_weight: ideal")
    done = called(*command, *fact, "--follow", "weight-in-obesity=1", given=given)

    assert (
        "Following weight-in-obesity takes the weight chosen for dosing as actual weight, and the "
        "case says ideal weight. Keep one of the two."
    ) == done.err.splitlines()[-1]


def test_a_guideline_that_disagrees_elsewhere_refuses_the_choice() -> None:
    done = toy("plan", "-", "--follow", "nonsense=1")

    assert "There is no disagreement 'nonsense'. See 'whitlow disagreements'." in done.err


# --- what is told of a disagreement -----------------------------------------------------------


def test_the_list_of_disagreements_names_the_option() -> None:
    assert "Can be followed: --follow suspicion-clock=3" in called("disagreements").out


def test_a_disagreement_says_what_following_a_side_means() -> None:
    assert "With the profile eacs." in called("show", "highest-daily-dose").out


def test_a_rule_of_another_side_is_shown_as_one() -> None:
    assert "rule of another side" in called("show", "raise-tablets-before-foscarnet").out


def test_the_example_is_the_same_on_a_side_that_does_not_touch_it() -> None:
    out = called("plan", EXAMPLE, "--follow", "acyclovir-concentration=2").out

    assert "Nothing for this patient: the plan is the same without it." in out
