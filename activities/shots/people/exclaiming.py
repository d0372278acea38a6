"""What somebody feels who exclaims: by the words of the exclamation, else by the mood of the scene. Not every "!" is anger.

A call ("Mama!", "Captain Rao!") tells no feeling by itself: it keeps what the action told, or what the scene is like.
"""

import re

from activities.shots.words import sentences, words
from schemas.shots import Expression, Mood

_CALL_WORDS = 2
"""An exclamation of so few words that says nothing else is a call."""

_NO_OBJECT = r"(?! (?:the|a|an|along|it|that|this|your|my|his|her|our|some|and seek)\b)"
"""Behind what one does in fear: "Run!", and not "Run the engine!"."""
_SET: dict[str, tuple[tuple[Expression, str], ...]] = {
    "en": (
        ("determined", r"fire (?:the|at|away|when|all|every\w*|on|up|them|it|now)|(?:aim|ready),? fire|(?:open|cease|hold your) fire"),
        (
            "happy",
            r"help your(?:self|selves)|help (?:is|has)|damn\w* (?:fine|good|great|nice|right|well|proud|lucky|pretty|clever)"
            r"|nice (?:throw|one|shot|job|work|try|to|catch)|(?:good|great) (?:job|work|shot|kick|boy|girl|luck)|well (?:done|played)"
            r"|^goal",
        ),
        ("loving", r"(?:don't|do not|never) be (?:afraid|scared|frightened)|no need to be (?:afraid|scared)"),
    ),
    "de": (
        ("determined", r"feuer (?:frei|einstellen)|^feuert|(?:habe?|hab') (?:gar )?keine angst(?<!^hab keine angst)"),
        (
            "happy",
            r"bedien(?:t euch|en sie sich|e? dich)|(?:greift|greifen sie|greif) (?:nur |ruhig )?zu|hilfe (?:kommt|naht|ist)"
            r"|verdammt (?:gut|schön|lecker|stark|stolz|nett|schlau)\w*|komm(?:en sie|t)? (?:doch |nur )?(?:he)?rein"
            r"|(?:sehr )?gut gemacht|^tor(?=\W*$)",
        ),
        ("loving", r"keine angst|nur mut"),
    ),
    "fr": (
        ("determined", r"feu à volonté|(?:ouvrez|cessez|ouvrir) le feu|^feu(?=\W*$)|^tirez|tiens bon|tenez bon|j(?:e n)?'ai pas peur"),
        ("happy", r"serv(?:ez-vous|s-toi)|sers-toi|sacrément bon\w*|^entrez|les secours arrivent|bien joué|^but(?=\W*$)"),
        ("loving", r"n'(?:aie|ayez|aies) pas peur"),
    ),
    "es": (
        ("determined", r"(?:abran|abrid|alto el|abra) fuego|^fuego a|(?:^|y )dispar(?:en|ad)|no tengo miedo"),
        (
            "happy",
            r"s[ií]rv(?:ete|ase|anse|anse)|^sírvase|la ayuda (?:llega|viene|ya)\w*|condenadamente buen\w*|qué (?:bonit|buen|ric|lind"
            r"|bien|alegr)\w*"
            r"|bien hecho|^gol(?:azo)?|muy bien",
        ),
        ("loving", r"no (?:tengas|tenga|tengan|tengáis) miedo"),
    ),
    "it": (
        ("determined", r"(?:aprite|cessate|apri) il fuoco|fuoco a volontà|^fuoco(?=\W*$)|^sparate|non ho paura"),
        ("happy", r"serv(?:iti|itevi)|si serva|prego,? (?:entri|entra|si accomodi)|maledettamente (?:buon|bell|brav)\w*|ben fatto|^gol"),
        ("loving", r"non (?:aver|avere|abbia|abbiate) paura"),
    ),
    "pt": (
        ("determined", r"(?:abr(?:am|ir)|cess(?:em|ar)) fogo|^disparem|não (?:tenho|estou com) medo"),
        ("happy", r"s[ie]rv(?:a-se|am-se|e-te)|a ajuda (?:chegou|vem|está)|chega mais|muito bem|^golo?"),
        ("loving", r"não (?:tenhas|tenha|tenham) medo"),
    ),
}
"""What reads like another feeling by one of its words: nobody who says "Help yourself!" is afraid."""
_FELT: dict[str, tuple[tuple[Expression, str], ...]] = {
    "en": (
        (
            "angry",
            r"(?<!let's )(?<!to )get (?:out|lost|off|away)|shut up|how dare|damn\w*|idiot|liar|lying(?! (?:down|in|on|there|under))"
            r"|you fool"
            r"|coward|bastard|traitor|thief|go to hell|hate you|^enough|(?:that|this)(?:'s| is) enough(?=\W*$)|leave me alone"
            r"|your fault|for shame"
            r"|you'll (?:be sorry|pay|regret)",
        ),
        ("loving", r"(?:i|we) love (?:you|her|him)|my (?:love|darling|dear)"),
        (
            "happy",
            r"yes|hoo?ray|hurrah|yay|yippee|great|wonderful|fantastic|marvell?ous|amazing|perfect|beautiful|lovely|excellent|delicious"
            r"|thank (?:god|heavens?|goodness|you)|thanks|congratulations|brav(?:o|issim[oa])|cheers|welcome|surprise"
            r"|happy (?:birthday|new year)"
            r"|merry christmas|made it|did it|we won|alive|(?:you're|he's|she's|you are) back|good (?:morning|evening|night"
            r"|day)|hello|hi"
            r"|good to see you|come (?:here|in)|let's (?:dance|celebrate)|rich|ha(?: ha)+|haha\w*",
        ),
        (
            "afraid",
            r"^(?:somebody |someone |please,? )?help(?: me| us)?|watch out|look out|be careful|^careful|oh no|no,? no|n[o]{3,}|a{3,}h*"
            rf"|(?:^|(?:to|must|let's|and|or|now) )(?:run|hide){_NO_OBJECT}|i'm scared|don't (?:shoot|hurt|leave|go|let)"
            r"|^please(?=\W*$|, \w+\W*$)|please,? (?:i beg|don't|no|stop|god|help|let (?:me|us|him|her) go)"
            r"|^fire(?=\W*$)|(?:a|on) fire|(?:he|she|it)'s coming"
            r"|we're (?:lost|sinking|doomed)|too late|danger",
        ),
        (
            "surprised",
            r"^look|wow|whoa|oh|my (?:god|goodness)|good (?:god|heavens|lord|grief)|goodness|heavens|what|impossible"
            r"|unbelievable|incredible"
            r"|can't be|i don't believe it|no way|really|(?:he|she|it|they) (?:just )?(?:moved|spoke|breathed|woke)|(?:is|are|(?:he"
            r"|she)'s) awake|boo",
        ),
        ("sad", r"sorry|forgive me|goodbye|farewell|(?:he|she|it)'s (?:gone|dead)|(?:is|are) dead|i miss"),
        (
            "determined",
            r"hurry|come on|go|now|quick\w*|hold on|wait|stop|faster|move|follow me|never|listen|no|don't|must|ready|fight|attack"
            r"|forward",
        ),
    ),
    "de": (
        ("angry", r"raus|hau ab|verdammt\w*|lügner\w*|halt(?:'s| den) mund|halt die klappe|es reicht|^genug|idiot|feigling|ich hasse"),
        ("loving", r"ich liebe dich|liebling|mein schatz"),
        (
            "happy",
            r"hurra|juhu+|toll|super|prima|wunderbar|herrlich|großartig|schön|endlich|danke|gott sei dank|glückwunsch"
            r"|willkommen|prost|bravo"
            r"|guten (?:morgen|abend|tag)|gute nacht|hallo|grüß (?:gott|dich)|geschafft|lebt(?! (?:nicht|wohl)\b)",
        ),
        (
            "afraid",
            r"^(?:zu )?hilfe|vorsicht|pass auf|achtung|^lauf|angst|oh nein|nein,? nein|nei{2,}n|es brennt|bitte nicht|zu spät|dunkel"
            r"|verloren",
        ),
        ("surprised", r"schau\w*|sieh\w*|mein gott|ach du|na so was|^was|unmöglich|unglaublich|nicht zu fassen|wirklich|oh|ach"),
        ("sad", r"verzeih\w*|lebt? wohl|lebt nicht|tot|tut mir leid|schade"),
        ("determined", r"schnell\w*|los|warte\w*|halt|jetzt|komm\w*|beeil\w*|niemals|nein|hör\w*|vorwärts|muss|müssen"),
    ),
    "fr": (
        (
            "angry",
            r"^dehors(?= *[,!.])|va-t'en|tais-toi|taisez-vous|menteu\w+|imbécile|lâche|ça suffit|^assez(?=\W*$)|je te (?:hais|déteste)"
            r"|salaud|maudit\w*",
        ),
        ("loving", r"je t'aime|mon amour|(?:mon chéri|ma chérie)"),
        (
            "happy",
            r"oui|hourra|génial|magnifique|merveilleu\w+|formidable|superbe|enfin|merci|dieu merci|bienvenue|bonjour|bonsoir"
            r"|bonne nuit|salut"
            r"|santé|bravo|félicitations|vivante?",
        ),
        ("afraid", r"au secours|à l'aide(?! de)|attention|fuyez|cours|oh non|non,? non|j'ai peur|au feu|trop tard|pitié"),
        ("surprised", r"regarde\w*|mon dieu|quoi|impossible|incroyable|c'est pas vrai|tiens|ça alors|oh"),
        ("sad", r"pardon\w*|adieu|(?:est|sont) morte?s?|désolée?"),
        ("determined", r"vite|allez|allons|attend\w*|arrête\w*|maintenant|viens|venez|jamais|non|écoute\w*|en avant|il faut"),
    ),
    "es": (
        ("angry", r"^fuera(?= *[,!.])|fuera de aquí|^vete|cállate|mentiros\w+|maldit\w+|cobarde|basta|te odio"),
        ("loving", r"te (?:quiero|amo)|mi amor|cariño"),
        (
            "happy",
            r"sí|viva|genial|maravillos\w+|estupend\w+|gracias(?: a dios)?|felicidades|bienvenid\w+|buenos días"
            r"|buenas (?:noches|tardes)|hola"
            r"|salud|por fin|bravo|viv[oa]",
        ),
        (
            "afraid",
            r"socorro|auxilio|^ayuda(?! a\b)|cuidado|^corre|oh no|no,? no|(?<!no )tengo miedo|^fuego|demasiado tarde"
            r"|^por favor(?=\W*$)|por favor,? no",
        ),
        ("surprised", r"mira\w*|dios mío|qué|imposible|increíble|no puede ser|de verdad|vaya"),
        ("sad", r"perdón\w*|adiós|(?:está|ha) muert\w+|lo siento"),
        ("determined", r"rápido|vamos|espera\w*|^alto|^para(?=\W*$)|ahora|^ven|nunca|escucha\w*|adelante|hay que|no"),
    ),
    "it": (
        ("angry", r"^fuori(?= *[,!.])|fuori di qui|vattene|zitt[oa]|bugiard\w+|maledett[oaie]|vigliacc\w+|ti odio|basta"),
        ("loving", r"ti amo|amore mio|tesoro"),
        (
            "happy",
            r"sì|evviva|magnific\w+|meraviglios\w+|grazie(?: a dio)?|benvenut\w+|buon(?:giorno|asera|anotte)|ciao|finalmente|salute"
            r"|bravissim\w+|brav[oai]|auguri|viv[oa]",
        ),
        ("afraid", r"^aiuto|attent[oai]|scappa|oh no|no,? no|(?<!non )ho paura|al fuoco|troppo tardi|ti prego"),
        ("surprised", r"guarda\w*|dio mio|mamma mia|cosa|impossibile|incredibile|non ci credo|davvero"),
        ("sad", r"perdona\w*|addio|è mort\w+|mi dispiace"),
        ("determined", r"presto|andiamo|aspetta\w*|ferm[oa]\w*|adesso|ora|vieni|mai|ascolta\w*|avanti|no"),
    ),
    "pt": (
        ("angry", r"^fora(?= *[,!.])|fora daqui|sai daqui|cala a boca|mentiros\w+|maldit\w+|covarde|^chega(?! mais)|te odeio"),
        ("loving", r"te amo|meu amor|querid[oa]"),
        (
            "happy",
            r"sim|viva|maravilh\w+|obrigad\w+|graças a deus|parabéns|bem-vind\w+|bom dia|boa (?:noite|tarde)|olá|oi|finalmente"
            r"|saúde|viv[oa]",
        ),
        (
            "afraid",
            r"socorro|^ajuda(?! a\b)|cuidado|^foge|^corre|oh não|não,? não|(?<!não )estou com medo|^fogo|tarde demais"
            r"|^por favor(?=\W*$)|por favor,? não",
        ),
        ("surprised", r"olha\w*|meu deus|o quê|impossível|incrível|não acredito|nossa"),
        ("sad", r"desculp\w+|adeus|morreu|sinto muito"),
        ("determined", r"depressa|vamos|espera\w*|pare|agora|vem|nunca|escuta\w*|em frente|não"),
    ),
}
"""Words by language and feeling; of several feelings the first one counts, "^" what an exclamation begins with."""
_WORDS: dict[str, tuple[tuple[Expression, re.Pattern[str]], ...]] = {
    language: tuple(
        (feeling, re.compile(rf"(?<![\w'-])(?:{pattern})(?![\w'-])", re.IGNORECASE)) for feeling, pattern in (*_SET[language], *felt)
    )
    for language, felt in _FELT.items()
}
_BY_MOOD: dict[Mood, Expression] = {
    "happy": "happy",
    "comic": "happy",
    "triumphant": "happy",
    "romantic": "happy",
    "horror": "afraid",
}
"""What an exclamation sounds like whose words tell nothing."""


_OPENING = "\"'“”„«»¡¿(…- "
_DENIED = re.compile(r"(?:\b(?:not|never|hardly|nicht|nie|kein\w*|pas|jamais|nunca|non|mai|não)|n't)(?: \w+){0,2} $", re.IGNORECASE)


def _tells(pattern: re.Pattern[str], said: str) -> bool:
    """Whether an exclamation holds one of those words, and does not deny it ("That's not great!")."""
    return any(not _DENIED.search(said[: found.start()]) for found in pattern.finditer(said))


def exclaimed(text: str, language: str, mood: Mood) -> Expression | None:
    """The feeling of a speech that exclaims something; None for a call in a scene of another mood, and where nothing is exclaimed.

    Args:
        text: What is said.
        language: Of the script.
        mood: Of the scene.
    """
    exclamations = [sentence for sentence in sentences(text.replace("’", "'")) if sentence.rstrip("\"'”»").endswith("!")]
    if not exclamations:
        return None
    said = [sentence.lstrip(_OPENING) for sentence in exclamations]
    told = next((feeling for feeling, pattern in _WORDS.get(language, ()) if any(_tells(pattern, each) for each in said)), None)
    if told:
        return told
    if mood in _BY_MOOD:
        return _BY_MOOD[mood]
    is_call = all(len(words(sentence)) <= _CALL_WORDS for sentence in exclamations)
    return None if is_call else "determined"
