"""This package draws: doses over clearance, the way through the rules, resistance, its rates.

It refuses medicine, style attributes and scripts: whatever stands in a picture is a record's, and
how it looks is said by class names, for which ``pictures.css`` has the rules. Every picture is text
that is the same bytes for the same records, has a title and a description in words, and tells
nothing by a colour alone. Each is a module of its own and none is imported here.

Class names, and what they are for:

``picture``, ``picture-caption``, ``picture-wide``, ``picture-narrow``, ``picture-scroll``: a figure,
what stands below it, its form for a wide and for a narrow page, and one that is too wide for a phone.
``p-text``, ``p-quiet``, ``p-strong``, ``p-small``, ``p-mine``: words; the last are of this patient.
``p-axis``, ``p-grid``, ``p-leader``, ``p-edge``: lines of a plot. ``p-plot``: what lies behind it.
``p-step``, ``p-step-mine``, ``p-closed``, ``p-open``, ``p-band-mine``, ``p-hatch``, ``p-floor``,
``p-point``, ``p-here``, ``p-row-mine``, ``p-letter``: a staircase of doses.
``p-interval``, ``p-share``, ``p-share-alone``, ``p-most``, ``p-group``: shares with their intervals.
``p-card``, ``p-card-mine``, ``p-chip``, ``p-chip-stands``, ``p-chip-waits``, ``p-chip-barred``,
``p-chip-asked``, ``p-way``, ``p-way-mine``, ``p-level``, ``p-level-mine``, ``p-sign``: a pathway.
``matrix``, ``cell``, ``mine``, ``speaks``, ``silent``, ``cites``, ``sign``, ``count``,
``pathway-list``, ``stands``, ``waits``, ``barred``, ``asked``: the tables and lists of HTML.
``course-chart``, ``series-0`` … ``series-3``, ``frame``, ``band-0``, ``band-1``: a course.
"""
