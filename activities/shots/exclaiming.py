"""What somebody feels who exclaims: by the words of the exclamation, else by the mood of the scene. Not every "!" is anger.

A call ("Mama!", "Captain Rao!") tells no feeling by itself: it keeps what the action told, or what the scene is like.
"""

import re

from activities.shots.words import sentences, words
from schemas.shots import Expression, Mood

_CALL_WORDS = 2
"""An exclamation of so few words that says nothing else is a call."""

_FELT: dict[str, tuple[tuple[Expression, str], ...]] = {
    "en": (
        (
            "angry",
            r"get (?:out|lost|off|away)|shut up|how dare|damn\w*|idiot|liar|lying|you fool|coward|bastard|traitor|thief"
            r"|go to hell|hate you"
            r"|enough|leave me alone|your fault|for shame",
        ),
        ("loving", r"(?:i|we) love (?:you|her|him)|my (?:love|darling|dear)"),
        (
            "happy",
            r"yes|hoo?ray|hurrah|yay|yippee|great|wonderful|fantastic|marvell?ous|amazing|perfect|beautiful|lovely|excellent|delicious"
            r"|thank (?:god|heavens?|goodness|you)|thanks|congratulations|brav(?:o|issim[oa])|cheers|welcome|surprise"
            r"|happy (?:birthday|new year)"
            r"|merry christmas|made it|did it|we won|alive|(?:you're|he's|she's|you are) back|good (?:morning|evening|night"
            r"|day)|hello|hey|hi"
            r"|good to see you|come (?:here|in)|let's (?:dance|celebrate)|rich|ha(?: ha)+|haha\w*",
        ),
        (
            "afraid",
            r"help|watch out|look out|be careful|careful|run|hide|oh no|no,? no|n[o]{3,}|a{3,}h*|i'm scared|don't (?:shoot|hurt"
            r"|leave|go|let)"
            r"|please|fire|(?:he|she|it)'s coming|we're (?:lost|sinking|doomed)|too late|danger",
        ),
        (
            "surprised",
            r"look|wow|whoa|oh|my (?:god|goodness)|good (?:god|heavens|lord|grief)|goodness|heavens|what|impossible"
            r"|unbelievable|incredible"
            r"|can't be|i don't believe it|no way|really|(?:he|she|it|they) (?:just )?(?:moved|spoke|breathed|woke)|(?:is|are) awake|boo",
        ),
        ("sad", r"sorry|forgive me|goodbye|farewell|(?:he|she|it)'s (?:gone|dead)|(?:is|are) dead|i miss"),
        (
            "determined",
            r"hurry|come on|go|now|quick\w*|hold on|wait|stop|faster|move|follow me|never|listen|no|don't|must|ready|fight|attack|forward",
        ),
    ),
    "de": (
        ("angry", r"raus|hau ab|verdammt\w*|lügner\w*|halt(?:'s| den) mund|halt die klappe|es reicht|genug|idiot|feigling|ich hasse"),
        ("loving", r"ich liebe dich|liebling|mein schatz"),
        (
            "happy",
            r"hurra|juhu+|toll|super|prima|wunderbar|herrlich|großartig|schön|endlich|danke|gott sei dank|glückwunsch"
            r"|willkommen|prost|bravo"
            r"|guten (?:morgen|abend|tag)|gute nacht|hallo|grüß (?:gott|dich)|geschafft|lebt",
        ),
        (
            "afraid",
            r"hilfe|vorsicht|pass auf|achtung|lauf|angst|oh nein|nein,? nein|nei{2,}n|es brennt|bitte nicht|zu spät|dunkel|verloren",
        ),
        ("surprised", r"schau\w*|sieh\w*|mein gott|ach du|na so was|was|unmöglich|unglaublich|nicht zu fassen|wirklich|oh|ach"),
        ("sad", r"verzeih\w*|leb wohl|tot|tut mir leid|schade"),
        ("determined", r"schnell\w*|los|warte\w*|halt|jetzt|komm\w*|beeil\w*|niemals|nein|hör\w*|vorwärts|muss|müssen"),
    ),
    "fr": (
        ("angry", r"dehors|va-t'en|tais-toi|taisez-vous|menteu\w+|imbécile|lâche|ça suffit|assez|je te (?:hais|déteste)|salaud|maudit\w*"),
        ("loving", r"je t'aime|mon amour|(?:mon chéri|ma chérie)"),
        (
            "happy",
            r"oui|hourra|génial|magnifique|merveilleu\w+|formidable|superbe|enfin|merci|dieu merci|bienvenue|bonjour|bonsoir"
            r"|bonne nuit|salut"
            r"|santé|bravo|félicitations|vivante?",
        ),
        ("afraid", r"au secours|à l'aide|attention|fuyez|cours|oh non|non,? non|j'ai peur|au feu|trop tard|pitié"),
        ("surprised", r"regarde\w*|mon dieu|quoi|impossible|incroyable|c'est pas vrai|tiens|ça alors|oh"),
        ("sad", r"pardon\w*|adieu|(?:est|sont) morte?s?|désolée?"),
        ("determined", r"vite|allez|allons|attend\w*|arrête\w*|maintenant|viens|venez|jamais|non|écoute\w*|en avant|il faut"),
    ),
    "es": (
        ("angry", r"fuera|vete|cállate|mentiros\w+|maldit\w+|cobarde|basta|te odio"),
        ("loving", r"te (?:quiero|amo)|mi amor|cariño"),
        (
            "happy",
            r"sí|viva|genial|maravillos\w+|estupend\w+|gracias(?: a dios)?|felicidades|bienvenid\w+|buenos días"
            r"|buenas (?:noches|tardes)|hola"
            r"|salud|por fin|bravo|viv[oa]",
        ),
        ("afraid", r"socorro|auxilio|ayuda|cuidado|corre|oh no|no,? no|tengo miedo|fuego|demasiado tarde|por favor"),
        ("surprised", r"mira\w*|dios mío|qué|imposible|increíble|no puede ser|de verdad|vaya"),
        ("sad", r"perdón\w*|adiós|(?:está|ha) muert\w+|lo siento"),
        ("determined", r"rápido|vamos|espera\w*|alto|para|ahora|ven|nunca|escucha\w*|adelante|hay que|no"),
    ),
    "it": (
        ("angry", r"fuori|vattene|zitt[oa]|bugiard\w+|maledett\w+|vigliacc\w+|ti odio|basta"),
        ("loving", r"ti amo|amore mio|tesoro"),
        (
            "happy",
            r"sì|evviva|magnific\w+|meraviglios\w+|grazie(?: a dio)?|benvenut\w+|buon(?:giorno|asera|anotte)|ciao|finalmente|salute"
            r"|bravissim\w+|brav[oai]|auguri|viv[oa]",
        ),
        ("afraid", r"aiuto|attent[oai]|scappa|oh no|no,? no|ho paura|al fuoco|troppo tardi|ti prego"),
        ("surprised", r"guarda\w*|dio mio|mamma mia|cosa|impossibile|incredibile|non ci credo|davvero"),
        ("sad", r"perdona\w*|addio|è mort\w+|mi dispiace"),
        ("determined", r"presto|andiamo|aspetta\w*|ferm[oa]\w*|adesso|ora|vieni|mai|ascolta\w*|avanti|no"),
    ),
    "pt": (
        ("angry", r"fora|sai daqui|cala a boca|mentiros\w+|maldit\w+|covarde|chega|te odeio"),
        ("loving", r"te amo|meu amor|querid[oa]"),
        (
            "happy",
            r"sim|viva|maravilh\w+|obrigad\w+|graças a deus|parabéns|bem-vind\w+|bom dia|boa (?:noite|tarde)|olá|oi|finalmente"
            r"|saúde|viv[oa]",
        ),
        ("afraid", r"socorro|ajuda|cuidado|foge|corre|oh não|não,? não|estou com medo|fogo|tarde demais|por favor"),
        ("surprised", r"olha\w*|meu deus|o quê|impossível|incrível|não acredito|nossa"),
        ("sad", r"desculp\w+|adeus|morreu|sinto muito"),
        ("determined", r"depressa|vamos|espera\w*|pare|agora|vem|nunca|escuta\w*|em frente|não"),
    ),
}
"""Words by language and feeling; of several feelings the first one counts."""
_WORDS: dict[str, tuple[tuple[Expression, re.Pattern[str]], ...]] = {
    language: tuple((feeling, re.compile(rf"(?<![\w'-])(?:{pattern})(?![\w'-])", re.IGNORECASE)) for feeling, pattern in felt)
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
    said = " ".join(exclamations)
    told = next((feeling for feeling, pattern in _WORDS.get(language, ()) if pattern.search(said)), None)
    if told:
        return told
    if mood in _BY_MOOD:
        return _BY_MOOD[mood]
    is_call = all(len(words(sentence)) <= _CALL_WORDS for sentence in exclamations)
    return None if is_call else "determined"
