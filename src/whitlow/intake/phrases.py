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
        no | not | denies | denied | denying | deny | without | w/o | negative for | neg for
        | never | no evidence of | no sign of | no signs of | no history of | no h/o | no hx
        of | no hx | absence of | free of | free from | nil | none of | nor | neither | non
        | -ve for | lacks | not had | has not had | have not had | had not had | hasn't had
        | haven't had | never had | never been | has never had | does not have | doesn't
        have | do not have | don't have | did not have | didn't have | don't | doesn't |
        didn't | hasn't | haven't | isn't | wasn't | aren't | weren't | no known | not known
        to have | not currently | not on | not taking | not on any | not taking any | not
        receiving | not been on | never on | never taken | never received | never used |
        ruled out for | r/o'd for | excludes | excluded | no longer | no longer on | no
        longer has | no current | no active | no further | no new | no other | no complaints
        of | no c/o | no suggestion of | no features of | no clinical evidence of | no
        reports of | no symptoms of | not suffering from | unremarkable for | stopped having
        | has no | have no | had no | with no | was not | were not | is not | are not |
        cannot find | no clinical signs of | no obvious | no recent | no prior | no previous
        | no past | no past history of | no prior history of | no previous history of | no
        fhx of
    """,
    "denied_before": """
        no | absent | denied | negative | neg | not present | not seen | not noted | not
        found | ruled out | excluded | was ruled out | has been ruled out | was excluded |
        not reported | nil | none | -ve | (-) | is absent | are absent | was absent | were
        absent | n | not had | was denied | were denied | not evident | not detected | free
        | not identified | not done
    """,
    "doubted": """
        ? | ?? | possible | possibly | probable | probably | likely | suspected | suspect |
        suspicion of | suspicion for | suspicious for | suspecting | query | concern for |
        concern re | concerns for | concerning for | concerned about | concerned for |
        worried about | worry about | worrying for | r/o | rule out | to exclude | may have
        | might have | could have | may be | might be | maybe | could be | perhaps |
        presumed | presumptive | presumably | differential | ddx | dd | dx ddx |
        differential diagnosis | differential includes | consider | considering | unclear if
        | unclear whether | uncertain if | uncertain whether | cannot exclude | can't
        exclude | cannot rule out | can't rule out | could not exclude | not sure if | not
        sure whether | unsure if | unsure whether | unsure about | not certain | question of
        | questionable | equivocal | suggestive of | suggests | consistent with | c/w |
        compatible with | in keeping with | vs | versus | unknown if | unknown whether | not
        clear if | not clear whether | appears to have | thought to be | thought to have |
        thinks | i think | believes | believed to | apparently | allegedly | reportedly |
        provisional | working diagnosis | evaluate for | eval for | at risk of | not
        excluded | ?any | ask about | ask re | check for | seems to have | seemingly |
        wonder if | wonders if | wondering if | whether | i guess | unlikely | doubt |
        doubtful | doubts | low suspicion for | i believe | as far as | afaik | vague | not
        ruled out | need to confirm | tbc
    """,
    "doubted_before": """
        ? | ?? | possible | is possible | likely | is likely | suspected | is suspected |
        unlikely | is unlikely | questionable | cannot be excluded | can't be excluded | not
        excluded | cannot be ruled out | not ruled out | to be confirmed | tbc | unconfirmed
        | not confirmed | unclear | uncertain | unknown | not known | equivocal | vs |
        versus | remains possible | should be considered | to be excluded | not sure |
        unsure | indeterminate | inconclusive | in the differential | on the differential |
        is a possibility | was considered | considered | is doubtful | doubtful | probable |
        is probable | was suspected
    """,
    "other": """
        mother | father | mom | mum | dad | brother | sister | aunt | uncle | son | daughter
        | wife | husband | partner | boyfriend | girlfriend | spouse | sibling | siblings |
        cousin | grandmother | grandfather | grandma | grandpa | granny | parents | parent |
        family | fhx | fh | family history | family hx | fam hx | roommate | flatmate |
        friend | neighbour | neighbor | colleague | coworker | donor | maternal | paternal |
        relative | relatives | niece | nephew | grandson | granddaughter | housemate |
        contact | contacts | sexual partner | sex partner | partners | children | carer |
        caregiver | household contact | his child | her child | kids | twin | fiancé |
        fiance | fiancee | mother-in-law | stepfather | stepmother | half-brother |
        half-sister | classmate | close contact | next of kin | in-laws | other patient |
        another patient | patient in next bed | bed neighbour | recipient of | great-aunt |
        great-uncle
    """,
    "other_before": """
        in mother | in his mother | in her mother | in father | in the family | runs in the
        family | in his father | in her father | in brother | in sister | in partner | in
        his partner | in her partner | in wife | in husband | in his wife | in her husband |
        in the donor | in donor | in his brother | in her brother | in his sister | in her
        sister | in mum | in mom | in dad | in a sibling | in his son | in her son | in her
        daughter | in his daughter | in aunt | in uncle
    """,
    "patient": """
        patient | pt | pat | patient's | himself | herself | the patient | this patient | he
        himself | she herself | our patient | this man | this woman | this lady | this
        gentleman | the child has | the child had | pt's | i have | i had | i am | my own |
        me | myself | i | i'm | i've
    """,
    "past": """
        history of | h/o | hx of | hx | ho | previous | previously | prior | past | s/p |
        status post | past history of | past medical history | past hx of | pmh of | pmhx of
        | pmh | phx | pmhx | former | formerly | used to | in the past | as a child |
        childhood | last year | years ago | remote | old | known history of | previous
        history of | prior history of | had had | recovered from | treated for | resolved |
        long ago | once had | completed | finished | earlier | since resolved | ex
    """,
    "past_before": """
        years ago | yrs ago | year ago | yr ago | months ago | last year | in the past | as
        a child | in childhood | resolved | has resolved | have resolved | now resolved |
        previously | in remission | completed | since resolved | has settled | settled | in
        his teens | in her teens | decades ago | cleared up | has gone | gone | no longer
        present | has stopped | on previous admission | years back | last summer | last
        winter | last spring | last autumn | in infancy | earlier this year | resolved now |
        back then | at that time | in his youth | subsided | has subsided | abated
    """,
    "planned": """
        if | should | will | will start | plan to | plan for | plan is | plans to | planned
        | planning | would | to start | to begin | to commence | to switch | switch to |
        switching to | change to | changing to | recommend | recommended | recommending |
        suggest | advise | advised | consider starting | return if | in case of | watch for
        | watch out for | monitor for | monitoring for | risk of | risk for | at risk for |
        counselled about | counseled about | counselled on | counseled on | counselled re |
        discussed | educated on | educated about | candidate for | eligible for | awaiting |
        awaits | await | intend to | going to | arrange | request | ordered | order | send
        for | screen for | screening for | test for | tested for | testing for | workup for
        | work-up for | prevention of | to prevent | precautions for | warn of | warned
        about | warned of | safety net | safety-net | let's | next step | need for | needs |
        need to | could start | start | begin | commence | initiate | can we | can i | can
        you | should i | should we | is it safe | may need | might need | will need | unless
        | until | referral for | refer for | refer to | aim to | offer | offered | to
        consider | return precautions | call if | come back if | side effects of | side
        effects including | side effects include | adverse effects of | toxicity such as |
        look for | would start | proposed | propose | to be started | to be given | on
        discharge | tomorrow | if there is | if he | if she | in the event of |
        contraindicated in | avoid | do not give | don't give | not to take | hold off |
        discuss | pending approval | approval for | apply for | access to | stand-by |
        listed for | waiting for | waitlisted for | vaccinated against | vaccine against |
        immune to | exposed to | exposure to | how to | what about | what is | what if
    """,
    "planned_before": """
        is planned | planned | to start | to be started | to be given | to follow | tomorrow
        | next week | precautions | will be started | prn | if needed | if required | was
        recommended | is recommended | was advised | was discussed | discussed | was offered
        | but declined | declined | refused | to begin | would be | requested | ordered | to
        be done | scheduled | was considered | on hold | not started | never started | not
        yet started | awaiting approval
    """,
    "stop": """
        but | however | although | though | yet | except | except for | apart from | other
        than | aside from | besides | because | has | have | had | having | is | are | was |
        were | presents | presented | presenting | reports | reported | reporting |
        complains | complaining | c/o | endorses | admits | shows | showed | showing |
        develops | developed | started | now | currently | today | positive for | does | did
        | gives | notes | admits to | whereas | while | instead | nevertheless | still |
        only | otherwise | then | continues | remains | revealed | reveals | confirmed |
        shown | examination | exam | o/e | oe | he | she | they | it | which | who | that |
        despite | given | multiple | several | some | there is | there are | since then |
        known | takes | taking | receiving | grew | due to | secondary to | says | said |
        states | stated | feels | felt | so
    """,
    "drug_stop": """
        to | with | on | despite | after | from | during | under | for | following | using |
        while on
    """,
    "nothing": """
        not only | no doubt | not just | no change | not changed | not necessarily | no
        increase | no wonder | no longer than | not because | nothing but | per mother | per
        his mother | per her mother | mother reports | mother states | mother says | mother
        says that | mum says | mom says | according to mother | according to his mother |
        according to her mother | accompanied by wife | accompanied by his wife |
        accompanied by her husband | accompanied by mother | lives with wife | lives with
        his wife | lives with her husband | lives with mother | lives with partner | lives
        with his partner | lives with her partner | lives with parents | lives with family |
        mother of | father of | married to | wife reports | wife says | wife states |
        husband reports | husband says | partner reports | per wife | per husband | per
        partner | per family | per parents | brought in by wife | brought in by mother |
        brought in by family | history from mother | history from wife | mother informs |
        family reports | family says | wife here | family doctor | family physician | family
        practice | family medicine | history of present illness | history of presenting
        complaint | presenting history | day history of | days history of | week history of
        | weeks history of | month history of | months history of | wk hx of | wks hx of |
        day hx of | days hx of | wk h/o | day h/o | days h/o | week h/o | weeks h/o | month
        h/o | months h/o | wk history of | wks history of | d history of | /52 history of |
        /7 history of | /12 history of | /52 hx of | /7 hx of | /12 hx of | /52 hx | /7 hx |
        /12 hx | day hx | week hx | wk hx | month hx | mo hx of | mos hx of | year history
        of | years history of | if any | as if | not yet | drug history | medication history
        | sexual history | social history | travel history | who will | not improving | not
        healing | old man | old woman | old male | old female | old lady | old gentleman |
        old patient | old boy | old girl | year old | yr old | years old | week old | weeks
        old | month old | months old | day old | days old | year-old | y old | yo | contact
        lens | contact lenses | contact tracing | contact precautions | no lines | close
        contact precautions | order set | in order | carer reports | partner says | partner
        states | for contact
    """,
}
