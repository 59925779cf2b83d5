"""This module lists the English words that say how a thing is meant: denied, doubted, planned.

It refuses every word of medicine: those are terms of the guideline. These are grammar, they are
the same whatever the guideline says, and a guideline of another field would need them as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from whitlow.intake.plans import NOTHING, PLANNED, PLANNED_BEFORE

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PHRASES", "Sense"]

Sense = Literal[
    "denied",  # what follows
    "denied_before",  # what precedes
    "doubted",
    "doubted_before",
    "other",  # another person
    "other_before",
    "patient",  # back to the patient
    "past",
    "past_before",
    "planned",
    "planned_before",
    "stop",  # what follows is said anew
    "drug_stop",  # what follows is where or how, not what: 'no response to'
    "order",  # speaks to a machine
    "nothing",  # looks like one of the others and is none
]

PHRASES: Final[Mapping[Sense, str]] = {
    "denied": """
        no | not | denies | denied | denying | deny | without | w/o | negative for | neg for |
        never | no evidence of | no sign of | no signs of | no history of | no h/o | no hx of | no
        hx | absence of | free of | free from | nil | none of | nor | neither | non | -ve for |
        lacks | not had | has not had | have not had | had not had | hasn't had | haven't had |
        never had | never been | has never had | does not have | doesn't have | do not have | don't
        have | did not have | didn't have | hasn't | haven't | isn't | wasn't | aren't | weren't |
        no known | not known to have | not currently | not on | not taking | not on any | not
        taking any | not receiving | not been on | never on | never taken | never received | never
        used | r/o'd for | excludes | excluded | no current | no active | no new | no other | no
        complaints of | no c/o | no suggestion of | no features of | no clinical evidence of | no
        reports of | no symptoms of | not suffering from | unremarkable for | has no | have no |
        had no | with no | was not | were not | is not | are not | cannot find | no clinical signs
        of | no obvious | no recent | no prior | no previous | no past | no past history of | no
        prior history of | no previous history of | no fhx of | don't | doesn't | didn't | do not |
        does not | did not | cannot | can't | unable to find | nor any | nil of note | nil for | no
        symptoms suggestive of | no clinical features of | has not been | have not been | had not
        been | hasn't been | haven't been | not been | isn't on | not having | not experiencing |
        not known with | never a | no known history of | no complaint of | no reported | no
        documented | no observed | no witnessed | not any | not in | no concern for | no concerns
        for | no concerns about | no concerns re | low concern for | negative screen for | screen
        negative for | tested negative for | tests negative for | o/w no | otherwise no | not
        complaining of | no features to suggest | nothing to suggest | does not report | doesn't
        report | not reporting | did not report | rules out | ruled out | has never | have never |
        not got | hasn't got | nad no | lack of | loss of no | zero | clear of | no evidence for |
        no indication of | no features suggesting | no hint of | no suggestion that | no trace of |
        nothing suggesting | not yet on | not yet started on | yet to start | refused | refuses |
        declined | declines | refusing | declining | not ever | not to | but not to | failure to
        find | failure to detect | failed to detect | failed to find | failed to show | did not
        grow | none in | none on | never any | was never | was never any | has never been any | no
        family history of | no fh of | not taken | not taken any | not given | not given any | not
        used | not tried | did not give | did not take | not give | not noticed | not noticed any |
        not noted any | not suggestive of | not consistent with | not in keeping with | not
        compatible with | not indicative of | inconsistent with | rather than | denies any history
        of | denies history of | denies hx of | denied any history of | denies h/o | denies any h/o
        | denies prior | denies previous | denies any prior | denies any previous | at no time | no
        one has noticed | nobody has noticed | not started | never started | no personal history of
        | no personal hx of | negative history of | not prescribed | not been prescribed | instead
        of | as opposed to | takes no | took none of | took none | no evidence that | no indication
        that | no proof that | does not look like | do not look like | did not look like | doesn't
        look like | not been taking | had not been taking | has not been taking | have not been
        taking | was not taking | is not taking | isn't taking | not been receiving | no one has
        documented | nobody has documented | no reason to suspect | no suspicion of | not
        suspicious for | no cause to suspect | no signs or symptoms of | no symptoms or signs of |
        no objective evidence of | no clinical suspicion of | no further | no more | was never on |
        has never been on | is not on | are not on | was not on | has not been on | have not been
        on | had not been on | wasn't on | never been on | family history negative for | fh
        negative for | family hx negative for | fhx negative for | yet to develop | yet to have |
        not once | not a single | not one
    """,
    "denied_before": """
        no | absent | denied | negative | neg | not present | not seen | not noted | not found |
        ruled out | excluded | was ruled out | has been ruled out | was excluded | not reported |
        nil | none | -ve | (-) | is absent | are absent | was absent | were absent | n | not had |
        was denied | were denied | not evident | not detected | free | not identified | not done |
        not palpable | not enlarged | intact | clear | impalpable | unremarkable | not given | not
        taken | not used | not indicated | not tried | not given yet | denies | is denied | not a
        problem | not an issue | not affected | not involved | uninvolved | spared | excluded
        clinically | has been excluded | have been excluded | never | not demonstrated | was not
        seen | were not seen | not apparent | no evidence | not observed | not witnessed | not
        elicited | not felt | not started | never started | not yet started | is not a feature | not
        a feature | was never documented | never documented | not documented | not recorded | not
        mentioned | was never | has never been | currently none | none currently | none at present |
        nil currently | not required | not needed | not necessary | not warranted | is not required
        | is not needed | normal | are normal | is normal | not affected | were normal | was normal
        | looks normal | nad | was not requested | were not requested | not requested | and not
        found | was not sent | were not sent | not sent | not in place | not available | unavailable
        | has no role | have no role | no role | not yet needed | not yet required | not yet
        indicated | not needed yet | was refused | refused | refused by | was declined | declined |
        declined by | has not been started | have not been started | has not been given | was not
        started | was not given | was not done | not been started | not been given | was not present
        | were not present | is not present | are not present | was never taken | was not taken |
        not seen on | not appropriate | not an option | is not an option | found to be negative |
        came back negative | comes back negative | were looked for and not found | was looked for
        and not found | looked for and not found | was sought and not found | contraindicated | is
        contraindicated | was contraindicated | non-reactive | nonreactive | non reactive |
        seronegative | considered and dismissed | was considered and dismissed | dismissed | was
        dismissed | discounted | was discounted | considered but excluded | not suspected | refuted
        | disproved | none here | not here | but not given | but not started | but not used | but
        not taken | but not done | but not sent | but not needed | but never given | but never
        started | but never taken | and not given | and not started | answered in the negative | in
        the negative | was answered no | answered no | screen negative | nowhere
    """,
    "doubted": """
        ? | ?? | possible | possibly | probable | probably | likely | suspected | suspicion of |
        suspicion for | suspicious for | suspecting | query | concern for | concern re | concerns
        for | concerning for | concerned about | concerned for | worried about | worry about |
        worrying for | r/o | rule out | to exclude | may have | might have | could have | may be |
        might be | maybe | could be | perhaps | presumed | presumptive | presumably | differential
        | ddx | dd | dx ddx | differential diagnosis | differential includes | consider |
        considering | unclear if | unclear whether | uncertain if | uncertain whether | cannot
        exclude | can't exclude | cannot rule out | can't rule out | could not exclude | not sure
        if | not sure whether | unsure if | unsure whether | unsure about | not certain | question
        of | questionable | equivocal | suggestive of | suggests | vs | versus | unknown if |
        unknown whether | not clear if | not clear whether | appears to have | thought to be |
        thought to have | i think | believed to | allegedly | provisional | working diagnosis |
        evaluate for | eval for | at risk of | not excluded | ?any | ask about | ask re | check for
        | seems to have | seemingly | wonder if | wonders if | wondering if | whether | i guess |
        unlikely | doubt | doubtful | doubts | low suspicion for | as far as | afaik | vague | not
        ruled out | need to confirm | tbc | we doubt | not convinced | not convinced of | can't be
        sure | cannot be sure | could this be | could it be | differentials | near | almost |
        differential diagnoses | ddx includes | ddx incl | d/d | ?cause | poss | prob | prob. |
        susp | susp. | query any | impression of | worrying about | raises possibility of |
        possibility of | raises the possibility of | picture of possible | ?new | ?recurrent | not
        sure about | unsure of | unclear about | cannot be certain | suggesting | look like |
        resembles | resembling | mimicking | could represent | may represent | might represent |
        could also be | to r/o | needs r/o | to rule out | in case it is | if this is | if it is |
        as ? | sounds like | guess | guessing | think it is | think it's | thinks it is | thinks
        it's | thought it was | wondering about | tbc ? | or possibly | borderline | suspect | re |
        regarding | discuss | discussing | treated with | treated w | was given | received | failed
        | has failed | had failed | not known to be | +/- | ± | and/or | either | one of |
        consistent with | c/w | compatible with | in keeping with | looks like | thinks | believes
        | i believe | a bit | a little | slightly | somewhat | a touch | sort of | kind of | may
        not be | might not be | may not have | might not have | could not be | little evidence of |
        little evidence for | no clear evidence of | no definite | no convincing evidence of | of
        uncertain significance | cannot confirm | c/b | complicated by | subjective | tactile |
        predicted | predicts | predicting | inferred | expected | reportedly | self-reported |
        tested for | screened for | checked for | investigated for
    """,
    "doubted_before": """
        ? | ?? | possible | is possible | likely | is likely | suspected | is suspected | unlikely
        | is unlikely | questionable | cannot be excluded | can't be excluded | not excluded |
        cannot be ruled out | not ruled out | to be confirmed | tbc | unconfirmed | not confirmed |
        unclear | uncertain | unknown | not known | equivocal | vs | versus | remains possible |
        should be considered | to be excluded | not sure | unsure | indeterminate | inconclusive |
        in the differential | on the differential | is a possibility | was considered | considered
        | is doubtful | doubtful | probable | is probable | was suspected | awaited | is awaited |
        not yet back | not back | pending | tbd | to be determined | if confirmed | not proven |
        not confirmed yet | can't be ruled out | not entirely excluded | on ddx | in ddx | possible
        but unlikely | less likely | more likely | felt unlikely | felt less likely | thought
        unlikely | remains a possibility | query | and/or | now stopping | stopping | to stop |
        finishing | about to finish | to finish | on admission | at presentation | at admission |
        initially | or not | predicted | expected | self-reported | controlled | well controlled |
        well-controlled | under control | in control | exposed | exposure | unverified | not
        verified | undocumented | details lost | details unknown | not assessable | unassessable |
        can not be assessed | not legible | illegible | status unknown | never measured | not
        measured
    """,
    "other": """
        mother | father | mom | mum | dad | brother | sister | aunt | uncle | son | daughter | wife
        | husband | partner | boyfriend | girlfriend | spouse | sibling | siblings | cousin |
        grandmother | grandfather | grandma | grandpa | granny | parents | parent | fhx | fh |
        family history | family hx | fam hx | roommate | flatmate | friend | neighbour | neighbor |
        colleague | coworker | donor | maternal | paternal | relative | relatives | niece | nephew
        | grandson | granddaughter | housemate | sexual partner | sex partner | partners | children
        | caregiver | household contact | his child | her child | kids | twin | fiancé | fiance |
        fiancee | mother-in-law | stepfather | stepmother | half-brother | half-sister | classmate
        | close contact | next of kin | in-laws | other patient | another patient | patient in next
        bed | bed neighbour | recipient of | great-aunt | great-uncle | family member | family
        members | family | household | contact | contacts | carer | partner's | mother's | father's
        | wife's | husband's | donor's | brother's | sister's | mum's | mom's | dad's | son's |
        daughter's | bf | gf | gran | nan | grandad | stepson | stepdaughter | in-law | uncle's |
        aunt's | other half | nephew's | dog | cat | pet | late husband | late wife | room-mate |
        cell mate | another resident | nursery | school friend | classmates | ex-partner |
        ex-husband | ex-wife | ex husband | ex wife | ex-boyfriend | colleagues | friends | other
        twin | twin sister | twin brother | neighbours | sib | sibs | other baby | co-twin |
        stepbrother | stepsister | her baby | his baby | foster child | flatmates | housemates |
        mother of the baby | mother of baby | father of the baby | baby's mother | baby's father |
        boss | coach | employer | lodger | landlord | tenant | coworkers | workmate | teammate |
        man in bed | woman in bed | lady in bed | gentleman in bed | patient in bed | pt in bed |
        not the patient with | not the patient who |
        next bed | bay mate | resident in room | room mate | ex | fiancé's | cousin's | partners'
    """,
    "other_before": """
        in mother | in his mother | in her mother | in father | in the family | runs in the family
        | in his father | in her father | in brother | in sister | in partner | in his partner | in
        her partner | in wife | in husband | in his wife | in her husband | in the donor | in donor
        | in his brother | in her brother | in his sister | in her sister | in mum | in mom | in
        dad | in a sibling | in his son | in her son | in her daughter | in his daughter | in aunt
        | in uncle
    """,
    "patient": """
        patient | pt | pat | patient's | himself | herself | the patient | this patient | he
        himself | she herself | our patient | this man | this woman | this lady | this gentleman |
        the child has | the child had | pt's | i have | i had | i am | my own | me | myself | i |
        i'm | i've | recipient | the recipient | index patient | he tested | she tested
    """,
    "past": """
        history of | h/o | hx of | hx | previous | previously | prior | past | s/p | status post |
        past history of | past medical history | past hx of | pmh of | pmhx of | pmh | phx | pmhx |
        former | formerly | used to | in the past | as a child | childhood | last year | years ago
        | known history of | previous history of | prior history of | had had | recovered from |
        resolved | long ago | once had | earlier | since resolved | no longer | no longer on | no
        longer has | stopped having | was on | were on | had been on | was taking | was treated
        with | came off | off | weaned off | had been | now off | stopped | discontinued | ceased |
        stopping | last had | had a previous | in the past had | on previous admission | at last
        admission | last admission | previous admission | prior admission | last episode | previous
        episode | prior episode | last time | in pregnancy had | had been treated with | was
        previously | were previously | had previously | past episode of | in remission from | cured
        of | after stopping | d/c'd | dc'd | remote history of | remote hx of | old history of |
        completed | finished | has completed | has finished | received last | was given in | last
        dose of | switched from | changed from | swapped from | converted from | changed over from
    """,
    "past_before": """
        years ago | yrs ago | year ago | yr ago | months ago | last year | in the past | as a child
        | in childhood | resolved | has resolved | have resolved | now resolved | previously | in
        remission | completed | since resolved | has settled | settled | in his teens | in her
        teens | decades ago | cleared up | has gone | gone | no longer present | has stopped |
        years back | last summer | last winter | last spring | last autumn | in infancy | earlier
        this year | resolved now | back then | at that time | in his youth | subsided | has
        subsided | abated | stopped | discontinued | ceased | finished | was stopped | has been
        stopped | been stopped | was discontinued | ended | now off | withdrawn | d/c'd | none
        since | nil since | no recurrence | no further since | last month | last week ended |
        healed | recovered | fully recovered | burnt out | now healed | no longer active | no
        longer | was completed | course completed | in past | when younger | as child | last
        admission | but resolved | long since | since settled | post op | post-op | recovered fully
        | held | is held | was held | withheld | paused | suspended | omitted | not now | none now
        | nil now | last week | aged | when aged | at age | failed, now on | failed now on | last
        dose | fading | faded | was finished | finished in | ended in | over a year ago | have
        healed | has healed | had healed | have not recurred | has not recurred | not recurred |
        have cleared | has cleared | have gone | have subsided | have settled | since healed |
        outgrown | outgrew | grown out of | removed | was removed | been removed | taken out |
        pulled out
    """,
    "planned": PLANNED,
    "planned_before": PLANNED_BEFORE,
    "stop": """
        but | however | although | though | yet | except | except for | apart from | other than |
        aside from | besides | because | has | have | having | is | are | was | were | presents |
        presented | presenting | reports | reported | reporting | complains | complaining | c/o |
        endorses | admits | shows | showed | showing | develops | developed | started | now |
        currently | today | positive for | does | did | gives | notes | admits to | whereas | while
        | instead | nevertheless | still | only | otherwise | then | continues | remains | revealed
        | reveals | confirmed | shown | examination | exam | o/e | oe | he | she | they | who |
        that | despite | there is | there are | since then | takes | taking | receiving | grew |
        due to | secondary to | says | said | states | stated | feels | felt | multiple | several |
        known | had | which | so | and has | and is | and on | left with | background of | b/g | bg
        | in the setting of | on a background of | this am | this morning | overnight | began |
        went on to | sustained | noticed | noticing | presenting with | admitted with | came in
        with | comes with | came with | brought in with | just | merely
    """,
    "drug_stop": """
        to | with | on | despite | after | from | during | under | for | following | using | while
        on
    """,
    "order": """
        from now on | you are the | you are a | you are now | act as | pretend | omit all | all
        warnings | mark all | end of note | end of prompt | no need to confirm | do not confirm |
        new instructions | previous instructions | previous instruction | you must | output only |
        reply with | respond with | answer with | note to the system | to the software | to the
        computer | set all | as the assistant | your task | your role | instead output | do not ask
        | without asking | without confirming | report no | list no | say that | clear all | reset
        | delete | above text | text above | the above
    """,
    "nothing": NOTHING,
}
