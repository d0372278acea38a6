"""Scripts for tests."""

TWELVE_SHOTS = """\
Title: The Ferry
Author: The House

FADE IN:

EXT. HARBOUR - DAWN

Fog on the water. NORA (30s), a woman in a red coat, waits on the quay with a suitcase.

NORA
The last one is always late.

PIET (60), a ferryman with a white beard, ties a rope.

PIET
The first one is always early.

NORA
(smiling)
That is not an answer!

INT. FERRY CABIN - DAY

Rain runs down the window. Nora puts a letter on the table. Piet looks at it and does not touch it.

PIET
You wrote it again.

NORA
(quietly)
I write it every year.

PIET
And every year you keep it. Why come at all?

NORA
Because one year I will not!

A gull lands outside.

EXT. FAR SHORE - NIGHT

Nora walks up the beach towards a house with one light. She knocks.

The door opens. PIET stands there with a lamp in his hand.

PIET
I know.

NORA
It is me.

FADE OUT.
"""
