"""This package draws: doses over clearance, the way through the rules, resistance, its rates.

It refuses medicine, style attributes and scripts: whatever stands in a picture is a record's, and
how it looks is said by class names, for which ``pictures.css`` has the rules. Every picture is text
that is the same bytes for the same records, has a title and a description in words, and tells
nothing by a colour alone. Each is a module of its own and none is imported here.

The class names, and what they are for:

``picture``, ``picture-caption``, ``picture-scroll``: a figure, what stands below it, and room that
scrolls. ``picture-wide``, ``picture-narrow``: its form for a wide page and for a narrow one.
``p-text``, ``p-quiet``, ``p-strong``, ``p-group``, ``p-letter``, ``p-mine``: words; the last are
this patient's. ``p-axis``, ``p-grid``, ``p-leader``, ``p-paper``: lines and ground of a plot.

Stairs of doses: ``p-step``, ``p-step-mine``, ``p-edge``, ``p-arrow``, ``p-closed``, ``p-open``,
``p-band-mine``, ``p-row-mine``, ``p-hatch``, ``p-floor``, ``p-here``, ``p-point``.

Shares: ``p-interval``, ``p-share`` (counted), ``p-share-alone`` (as printed); ``rates``, a table.

The way through the rules: ``p-way``, ``p-way-mine``, ``p-stop``, ``p-stop-mine``, ``p-card``,
``p-card-mine``, ``p-chip``, ``p-chip-stands``, ``p-chip-waits``, ``p-chip-asked``,
``p-chip-silent``, ``p-sign``, ``p-sign-open``, ``p-cross``; as a list ``pathway-list`` with
``stands``, ``waits``, ``barred``, ``asked``, ``silent``.

Drugs against genes: ``matrix``, ``matrix-section``, ``matrix-own``, ``matrix-notes``, ``mine``,
``speaks``, ``silent``, ``sign``, ``also``, ``cites``.

A course: ``course-chart``, ``frame``, ``line``, ``band-0``, ``band-1``, ``series-0`` to
``series-3``.
"""
