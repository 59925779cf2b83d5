"""This module lists the English words of what is planned, and those that only look like grammar.

It refuses every word of medicine, like the phrases that it belongs to.
"""

from __future__ import annotations

from typing import Final

__all__ = ["NOTHING", "PLANNED", "PLANNED_BEFORE"]

PLANNED: Final = """
    will start | plan to | plan for | plan is | plans to | planned | planning | to start | to begin
    | to commence | to switch | switch to | switching to | change to | changing to | recommend |
    recommended | recommending | suggest | advise | advised | consider starting | return if | in
    case of | watch for | watch out for | monitor for | monitoring for | risk of | risk for | at
    risk for | counselled about | counseled about | counselled on | counseled on | counselled re |
    educated on | educated about | candidate for | eligible for | awaiting | awaits | await |
    intend to | going to | arrange | send for | screen for | screening for | workup for | work-up
    for | prevention of | to prevent | precautions for | warn of | warned about | warned of |
    safety net | safety-net | let's | next step | need for | could start | can we | can i | can you
    | should i | should we | is it safe | may need | might need | will need | unless | until |
    referral for | refer for | refer to | aim to | offer | offered | to consider | return
    precautions | call if | come back if | side effects of | side effects including | side effects
    include | adverse effects of | toxicity such as | look for | would start | proposed | propose |
    to be started | to be given | if there is | if he | if she | in the event of | contraindicated
    in | avoid | do not give | don't give | not to take | hold off | pending approval | approval
    for | apply for | access to | stand-by | listed for | waiting for | waitlisted for | vaccinated
    against | vaccine against | immune to | exposed to | exposure to | how to | what about | what
    is | what if | had it been | were it | planning for | when there is | could be given | would be
    | could try | can try | aim for | if needed | low threshold for | threshold to start | start if
    | swap | swap to | convert to | step down to | stepdown to | escalate to | go to | go for |
    keen for | wants | would like | asking for | requests | asks for | request for | prescribe |
    considering starting | might require | may require | will require | will be | to receive | to
    have | due for | due to start | re-start | restart | resume | if any | if develops | seek help
    if | come back with | report any | in the event | potential | as prevention of | prophylaxis
    against | observe for | ask if | ask whether | education re | explained | explained risk of |
    warn | warned | told about | cautioned about | d/w pt re | d/w patient re | leaflet | vaccine |
    vaccination | immunisation | immunised against | immunity to | booked for | for consideration
    of | for discussion of | work up for | work-up | assessment for | assess for | evaluation for
    transplant | being worked up for | would go to | would switch to | would use | would need |
    would give | would consider | would recommend | to restart | advise against | suggest starting
    | suggest using | query start | if | should | will | would | tomorrow | start | begin |
    commence | initiate | request | order | once | try | needs | test for | testing for | recheck |
    repeat | check | send | monitor | watch | hold | give | plan | should he | should she |
    no contraindication to | no contraindications to | contraindication to | suggested | suggests |
    recommends | advises | proposes | asked for | approved
"""

PLANNED_BEFORE: Final = """
    is planned | planned | to start | to be started | to be given | to follow | tomorrow | next
    week | precautions | will be started | if needed | if required | was recommended | is
    recommended | was advised | was discussed | was offered | to begin | would be | requested |
    ordered | to be done | scheduled | was considered | on hold | awaiting approval | planned for |
    to be arranged | if no better | if not better | if worse | if not better by | as needed | to be
    considered | is being considered | being considered | due today | due tomorrow | to be
    commenced | not yet given | pending approval | if it recurs | if recurs | if persists | would
    be needed | would be required | will be needed | may be needed | might be needed | is an option
    | as an option | is suggested | suggested | to be discussed | was suggested | to commence |
    recommended | advised | from tonight | from tomorrow | tonight | assessment | evaluation |
    work-up | workup | waitlist | waiting list | candidate | candidacy | listing | under discussion
    | first dose tonight | first dose tomorrow | approved
"""

NOTHING: Final = """
    not only | no doubt | not just | no change | not changed | not necessarily | no increase | no
    wonder | not because | nothing but | per mother | per his mother | per her mother | mother
    reports | mother states | mother says | mother says that | mum says | mom says | according to
    mother | according to his mother | according to her mother | accompanied by wife | accompanied
    by his wife | accompanied by her husband | accompanied by mother | lives with wife | lives with
    his wife | lives with her husband | lives with mother | lives with partner | lives with his
    partner | lives with her partner | lives with parents | lives with family | mother of | father
    of | married to | wife reports | wife says | wife states | husband reports | husband says |
    partner reports | per wife | per husband | per partner | per family | per parents | brought in
    by wife | brought in by mother | brought in by family | history from mother | history from wife
    | mother informs | family reports | family says | wife here | family doctor | family physician |
    family practice | family medicine | history of present illness | history of presenting complaint
    | presenting history | day history of | days history of | week history of | weeks history of |
    month history of | months history of | wk hx of | wks hx of | day hx of | days hx of | wk h/o |
    day h/o | days h/o | week h/o | weeks h/o | month h/o | months h/o | wk history of | wks history
    of | d history of | /52 history of | /7 history of | /12 history of | /52 hx of | /7 hx of | /12
    hx of | /52 hx | /7 hx | /12 hx | day hx | week hx | wk hx | month hx | mo hx of | mos hx of |
    year history of | years history of | as if | drug history | medication history | sexual history
    | social history | travel history | who will | not improving | not healing | old man | old woman
    | old male | old female | old lady | old gentleman | old patient | old boy | old girl | year old
    | yr old | years old | week old | weeks old | month old | months old | day old | days old |
    year-old | y old | yo | contact lens | contact lenses | contact tracing | contact precautions |
    no lines | close contact precautions | order set | in order | carer reports | partner says |
    partner states | for contact | not without | was not without | is not without | were not without
    | not merely | is not merely | was not merely | are not merely | is not just | is not only | was
    not only | was not just | no increase in | no change in | no decrease in | no reduction in | no
    difference in | no effect on | no benefit from | no response to | no improvement on | no
    improvement with | no relief from | not certain | nil else | no other treatment | no news | no
    show | no fixed | not sleeping | not eating | since last week | from last week | being treated
    with | currently treated with | currently being treated with | if possible | no problem | no
    problems | no issues | not sure | ?start | hx dx | no complaints | no concerns | history
    obtained | history from | history given | poor historian | past 24h | past 24 hours | past week
    | past few | past month | past 2 | past 3 | past two | past three | for the past | over the past
    | in the past week | in the past month | in past week | the past | over past | previously well |
    previously fit | prior to | post prior | previous note | family planning | off legs | off food |
    off feeds | off colour | day off | off work | off balance | well off | time off | no lesions
    elsewhere | take off | off duty | stopped drinking | check list | no. of | order to | even if |
    as though | dear colleague | dear colleagues | dear friend | not applicable | stopped eating |
    risk group | high risk | at risk group | clear fluid | clear fluids | n/a | no reg | nil by
    mouth | nbm | no longer able | no longer able to | no worsening of | no worsening in | no
    progression of | no extension of | no healing of | no spread of | no enlargement of | no
    deterioration in | no deterioration of | no resolution of | no resolution in | no reduction of |
    not the first | not the only | not her first | not his first | did not tolerate | not tolerate |
    not tolerated | could not tolerate | cannot tolerate | not tolerating | unable to tolerate |
    there is no question | no question | no question that | not responded to | not responding to |
    no better on | no better with | no better despite | no help from | no relief | gave no relief |
    not bleeding | not healed | have not healed | has not healed | not improved | has not improved |
    have not improved | not spread | have not spread | has not spread | not settled | has not
    settled | have not settled | not resolved | has not resolved | have not resolved | not worse |
    no worse | no better | not better | not worsened | not unlike | no stranger to | has not changed
    | have not changed | not stopped | has not stopped | ceased to be | stopped being | failed to
    clear | failed to heal | failed to resolve | failed to settle | failed to improve | failed to
    control | failed to suppress | never expected | not expected | did not expect | not the usual |
    cannot deny | can't deny | does not deny | did not deny | not our patient | not your patient |
    not my patient | not a patient | was not stopped | were not stopped | not discontinued | was not
    discontinued | not held | was not held | just as
"""
