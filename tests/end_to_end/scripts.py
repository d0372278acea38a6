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

SEVEN_SHOTS = """\
Title: The Lamp
Author: The House

INT. KITCHEN - NIGHT

MARA (34), a woman with red hair, lights a lamp. TOM (70), an old man with a beard, sits at the table.

MARA
Did you hear that?

TOM
It is only the wind.

DISSOLVE TO:

EXT. BEACH - DAWN

Waves roll in. Mara walks along the water.

MARA
Gone.
"""
"""Title, four shots of two scenes and what leads into them, credits; a dissolve out of the title and one between the scenes."""

SPANISH_PROSE = """\
Pan de madrugada

Eran las cuatro de la madrugada. En la panadería, Rosa, una anciana de pelo blanco, amasaba en silencio.

—¿Qué haces tú aquí? —preguntó Rosa.

El niño no respondió.
"""

FDX = """\
<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<FinalDraft DocumentType="Script" Template="No" Version="5">
  <Content>
    <Paragraph Number="1" Type="Scene Heading"><Text>INT. NIGHT TRAIN - NIGHT</Text></Paragraph>
    <Paragraph Type="Action"><Text>VERA, 29, a journalist in a grey coat, opens a door.</Text></Paragraph>
    <Paragraph Type="Character"><Text>VERA</Text></Paragraph>
    <Paragraph Type="Dialogue"><Text>Is anybody there?</Text></Paragraph>
  </Content>
</FinalDraft>
"""
