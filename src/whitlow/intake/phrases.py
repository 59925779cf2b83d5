"""This module lists the English words that say how a thing is meant: denied, doubted, planned.

It refuses every word of medicine: those are terms of the guideline. These are grammar, they are
the same whatever the guideline says, and a guideline of another field would need them as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

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
        nothing suggesting
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
        elicited | not felt | not started | never started | not yet started | is not a feature |
        not a feature | was never documented | never documented | not documented | not recorded |
        not mentioned | was never | has never been
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
        it's | thought it was | wondering about | tbc ? | or possibly | borderline | suspect |
        consistent with | c/w | compatible with | in keeping with | looks like | thinks | believes
        | i believe | no further
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
        unlikely | remains a possibility | query
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
        twin | twin sister | twin brother | neighbours
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
        | fading | faded | was finished | finished in | ended in | over a year ago | have healed |
        has healed | had healed | have not recurred | has not recurred | not recurred | have
        cleared | has cleared | have gone | have subsided | have settled | since healed
    """,
    "planned": """
        will start | plan to | plan for | plan is | plans to | planned | planning | to start | to
        begin | to commence | to switch | switch to | switching to | change to | changing to |
        recommend | recommended | recommending | suggest | advise | advised | consider starting |
        return if | in case of | watch for | watch out for | monitor for | monitoring for | risk of
        | risk for | at risk for | counselled about | counseled about | counselled on | counseled
        on | counselled re | educated on | educated about | candidate for | eligible for | awaiting
        | awaits | await | intend to | going to | arrange | send for | screen for | screening for |
        workup for | work-up for | prevention of | to prevent | precautions for | warn of | warned
        about | warned of | safety net | safety-net | let's | next step | need for | could start |
        can we | can i | can you | should i | should we | is it safe | may need | might need | will
        need | unless | until | referral for | refer for | refer to | aim to | offer | offered | to
        consider | return precautions | call if | come back if | side effects of | side effects
        including | side effects include | adverse effects of | toxicity such as | look for | would
        start | proposed | propose | to be started | to be given | if there is | if he | if she |
        in the event of | contraindicated in | avoid | do not give | don't give | not to take |
        hold off | pending approval | approval for | apply for | access to | stand-by | listed for
        | waiting for | waitlisted for | vaccinated against | vaccine against | immune to | exposed
        to | exposure to | how to | what about | what is | what if | had it been | were it |
        planning for | when there is | could be given | would be | could try | can try | aim for |
        if needed | low threshold for | threshold to start | start if | swap | swap to | convert to
        | step down to | stepdown to | escalate to | go to | go for | keen for | wants | would like
        | asking for | requests | asks for | request for | prescribe | considering starting | might
        require | may require | will require | will be | to receive | to have | due for | due to
        start | re-start | restart | resume | if any | if develops | seek help if | come back with
        | report any | in the event | potential | as prevention of | prophylaxis against | observe
        for | ask if | ask whether | education re | explained | explained risk of | warn | warned |
        told about | cautioned about | d/w pt re | d/w patient re | leaflet | vaccine | vaccination
        | immunisation | immunised against | immunity to | booked for | for consideration of | for
        discussion of | work up for | work-up | assessment for | assess for | evaluation for
        transplant | being worked up for | would go to | would switch to | would use | would need |
        would give | would consider | would recommend | not yet on | to restart | advise against |
        suggest starting | suggest using | query start | if | should | will | would | tomorrow |
        start | begin | commence | initiate | request | order | once | try | needs | test for |
        testing for | recheck | repeat | check | send | monitor | watch | hold | give
    """,
    "planned_before": """
        is planned | planned | to start | to be started | to be given | to follow | tomorrow | next
        week | precautions | will be started | if needed | if required | was recommended | is
        recommended | was advised | was discussed | was offered | but declined | declined | refused
        | to begin | would be | requested | ordered | to be done | scheduled | was considered | on
        hold | awaiting approval | planned for | to be arranged | if no better | if not better | if
        worse | as needed | to be considered | is being considered | being considered | due today |
        due tomorrow | to be commenced | not yet given | pending approval | if it recurs | if
        recurs | if persists | would be needed | would be required | will be needed | may be needed
        | might be needed | is an option | as an option | is suggested | suggested | to be
        discussed | was suggested | to commence | recommended | advised
    """,
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
        with | comes with | came with | brought in with
    """,
    "drug_stop": """
        to | with | on | despite | after | from | during | under | for | following | using | while
        on
    """,
    "nothing": """
        not only | no doubt | not just | no change | not changed | not necessarily | no increase |
        no wonder | not because | nothing but | per mother | per his mother | per her mother |
        mother reports | mother states | mother says | mother says that | mum says | mom says |
        according to mother | according to his mother | according to her mother | accompanied by
        wife | accompanied by his wife | accompanied by her husband | accompanied by mother | lives
        with wife | lives with his wife | lives with her husband | lives with mother | lives with
        partner | lives with his partner | lives with her partner | lives with parents | lives with
        family | mother of | father of | married to | wife reports | wife says | wife states |
        husband reports | husband says | partner reports | per wife | per husband | per partner |
        per family | per parents | brought in by wife | brought in by mother | brought in by family
        | history from mother | history from wife | mother informs | family reports | family says |
        wife here | family doctor | family physician | family practice | family medicine | history
        of present illness | history of presenting complaint | presenting history | day history of
        | days history of | week history of | weeks history of | month history of | months history
        of | wk hx of | wks hx of | day hx of | days hx of | wk h/o | day h/o | days h/o | week h/o
        | weeks h/o | month h/o | months h/o | wk history of | wks history of | d history of | /52
        history of | /7 history of | /12 history of | /52 hx of | /7 hx of | /12 hx of | /52 hx |
        /7 hx | /12 hx | day hx | week hx | wk hx | month hx | mo hx of | mos hx of | year history
        of | years history of | as if | drug history | medication history | sexual history | social
        history | travel history | who will | not improving | not healing | old man | old woman |
        old male | old female | old lady | old gentleman | old patient | old boy | old girl | year
        old | yr old | years old | week old | weeks old | month old | months old | day old | days
        old | year-old | y old | yo | contact lens | contact lenses | contact tracing | contact
        precautions | no lines | close contact precautions | order set | in order | carer reports |
        partner says | partner states | for contact | not without | no increase in | no change in |
        no decrease in | no reduction in | no difference in | no effect on | no benefit from | no
        response to | no improvement on | no improvement with | no relief from | not known to be |
        not certain | nil else | no other treatment | no news | no show | no fixed | not sleeping |
        not eating | if possible | no problem | no problems | no issues | not sure | ?start | hx dx
        | no complaints | no concerns | history obtained | history from | history given | poor
        historian | past 24h | past 24 hours | past week | past few | past month | past 2 | past 3
        | past two | past three | for the past | over the past | in the past week | in the past
        month | in past week | the past | over past | previously well | previously fit | prior to |
        post prior | previous note | family planning | off legs | off food | off feeds | off colour
        | day off | off work | off balance | well off | time off | no lesions elsewhere | take off
        | off duty | stopped drinking | check list | no. of | order to | if not | even if | as
        though | not applicable | stopped eating | risk group | high risk | at risk group | clear
        fluid | clear fluids | n/a | no reg | nil by mouth | nbm | no longer able | no longer able
        to
    """,
}
