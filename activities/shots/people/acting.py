"""What people do and feel, read from action, parentheticals and punctuation."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from activities.shots.people.cast import Cast
from activities.shots.people.exclaiming import exclaimed
from activities.shots.people.groups import group_size
from activities.shots.people.nameless import opens_with_extra, opens_with_thing, presented
from activities.shots.words import clauses, found, table, word_set, words
from schemas.shots import Expression, Mood, Pose

_POSES: dict[Pose, str] = {
    "run": "fled raced rushed chased corrió huyó corrían courait courut rannte correva corse corria correu run runs running ran "
    "sprints sprint races rushes flees chases dashes bolts corre corren corriendo corrió huye "
    "fr:court courent courant fuit "
    "rennt rennen läuft_weg flieht corrono scappa correndo foge",
    "walk": "entered crossed approached climbed strolled arrived left came went hurried followed caminó entró entraron cruzó "
    "subió bajó salió llegó acercó marchait entra marcha traversa monta sortit arriva ging trat betrat kam stieg entrò uscì "
    "attraversò arrivò camminava entrou saiu chegou caminhou atravessou walk walks walking walked enters enter entering "
    "strides crosses approaches paces wanders climbs strolls marches "
    "arrives leaves exits "
    "hurries hurry en:cross en:climb en:follow en:leave follows creeps camina caminan entra entran cruza sube baja sale llega "
    "marche marchent fr:entre traverse fr:monte descend "
    "fr:sort geht gehen "
    "betritt tritt kommt steigt cammina entrano attraversa esce anda caminha atravessa",
    "sit": "sentó sentaba assit asseyait saß setzte sedeva sedette sentou sit sits sitting seated sat sits_down crouched_over "
    "sienta sentado sentada sentados assis assise assied sitzt sitzen "
    "setzt siede seduto seduta "
    "senta sentou",
    "lie": "lay slept durmió dormía dormait lag schlief dormiva dormia lies lying asleep sleeps sleeping collapses unconscious "
    "sprawled tumbado tumbada acostado acostada duerme yace "
    "allongé allongée couché couchée fr:dort "
    "liegt liegen schläft sdraiato sdraiata dorme deitado deitada",
    "kneel": "knelt crouched arrodilló agachó agenouilla kniete inginocchiò ajoelhou kneel kneels kneeling crouches crouching "
    "squats kneels_down arrodilla arrodillado arrodillada agacha agenouille "
    "agenouillé kniet hockt "
    "inginocchia inginocchiato ajoelha",
    "stand": "stood rose levantó it:leva stand alzò levantou stand stands standing rises stands_up gets_up levanta es:pie lève "
    "debout steht stehen alza piedi",
    "point": "aims aiming aimed zielt "
    "pointed señaló désigna zeigte indicò apontou points pointing señala apunta pointe désigne zeigt deutet indica aponta",
    "hold": "loads loading "
    "held carried took picked lifted raised sostuvo tomó cogió llevaba agarró prit tenait hielt nahm trug prese teneva "
    "pegou segurou holds holding clutches clutching grips gripping carries carrying cradles picks lifts raises sostiene "
    "agarra lleva "
    "coge toma levanta_la "
    "tient serre fr:porte pt:leva prend hält trägt nimmt greift tiene stringe prende segura pega",
    "fight": "fought punched struggled attacked luchó peleó golpeó kämpfte schlug lottò lutou fights fighting punches hits "
    "struggles wrestles strikes attacks lucha pelea golpea fr:bat frappe lutte kämpft "
    "schlägt ringt lotta colpisce luta golpeia",
    "embrace": "hugged kissed embraced abrazó besó embrassa umarmte küsste abbracciò baciò abraçou beijou embrace embraces "
    "embracing hugs hug kisses kiss hugging abraza abrazan besa besan embrasse embrassent étreint "
    "umarmt umarmen küsst abbraccia "
    "abbracciano bacia abraça beija",
    "drive": "drives driving steers conduce maneja conduit fährt lenkt guida dirige",
    "ride": "rides ride riding rode gallops galloping galloped trots cycles pedals cabalga cabalgan galopa chevauche galope reitet reiten "
    "galoppiert radelt cavalca galoppa cavalga pedala",
    "gesture": "waved nodded shrugged saludó asintió hocha winkte nickte annuì acenou gestures gesturing waves waving shrugs nods "
    "gesticula saluda asiente encoge hausse hoche winkt nickt zuckt saluta "
    "annuisce acena",
}
POSE_WORDS = table(_POSES)
_STEADY: frozenset[Pose] = frozenset({"sit", "lie", "kneel", "drive", "stand"})
"""Poses that last until another one is told; the others pass with their shot."""
_LOW: frozenset[Pose] = frozenset({"sit", "lie", "kneel", "drive"})
_HANDS: frozenset[Pose] = frozenset({"hold", "point", "gesture"})
_HANDS_UP = re.compile(
    r"\b(?:rais\w+|lift\w*|put\w*|throws?|holds?)\b.{0,16}\b(?:hands|arms)\b(?: up)?|\bhands up\b|\bsurrenders?\b|"
    r"\b(?:levanta|alza)\w* las manos\b|\blèvent? les mains\b|\bhebt die hände\b|\balza le mani\b|\blevanta as mãos\b",
    re.IGNORECASE,
)
_PLAYS = re.compile(
    r"\b(?:plays?|playing|played|spielt|spielen|spielte|joue\w*|toca\w*|suona\w*)\b.{0,32}\b(?:piano|pianoforte|klavier|flügel|harpsichord)\b",
    re.IGNORECASE,
)
"""What one sits down to do."""
_FINDS = re.compile(
    r"\b(?:finds?|found|sees?|saw|watch(?:es|ed)?|leaves|left|catch(?:es)?|caught|discovers?|spots?) (?:him|her|them|it|…+)"
    r"(?! (?:hand|arm|eye|face))\b"
    r"|\b(?:findet|fand|sieht|sah|entdeckt) (?:ihn|sie|…+)\b|\b(?:le|la|les) (?:trouve|trouva|voit|vit|découvre)\b"
    r"|\b(?:lo|la|los|las) (?:encuentra|encontró|ve|vio|trova|trovò|vede|vide)\b|\b(?:encontr(?:a|ou)|vê|viu)(?:-[oa]| [oa])\b",
    re.IGNORECASE,
)
_CRIED = re.compile(r"\bcr(?:ied|ies)\b(?: out)?", re.IGNORECASE)
"""What is cried with an exclamation mark is called out, not wept."""
_IN_HAND = re.compile(
    r"\bin (?:his|her|their|one|both|the) hands?\b|\bin der hand\b|\bin (?:seiner|ihrer) hand\b|\bin den händen\b|\ben la mano\b|"
    r"\bà la main\b|\bin mano\b|\bna mão\b",
    re.IGNORECASE,
)
"""How what somebody holds is told without a verb."""
_VERB_FIRST = frozenset({"es", "it", "pt"})
"""Languages in which a clause may begin with the verb and name its subject behind it."""

_EXPRESSIONS: dict[Expression, str] = {
    "happy": "rió sonrió reía riendo sourit rit lächelte lachte sorrise rise sorriu riu happy happily smile smiles smiling smiled "
    "laugh laughs laughing laughed grin grins grinning joy joyful joyfully "
    "cheerful cheerfully delighted beams "
    "beaming excited excitedly amused giggles chuckles proud proudly feliz sonríe sonriendo sonrisa ríe riendo alegre contenta "
    "contento heureux heureuse sourit "
    "souriant rit riant joyeux lächelt lachend lacht fröhlich glücklich sorride sorridendo it:ride felice allegro sorri sorrindo rindo",
    "sad": "cried wept sobbed lloró lloraba pleura pleurait weinte pianse piangeva chorou chorava sad sadly sadness weeps weeping "
    "cries crying tears tearful tearfully sobs sobbing grief mourns heartbroken sorrow "
    "heartbreak defeated triste tristemente "
    "llora llorando lágrimas solloza tristesse pleure pleurant larmes sanglote traurig weint weinend tränen schluchzt piange "
    "piangendo lacrime chora chorando",
    "angry": "yelled glared snapped gritó gritaba cria schrie brüllte urlò gritou angry angrily anger furious furiously rage "
    "shouts shouting shouted yells yelling screams_at glares snaps snapping "
    "scowls bitter bitterly enfadado "
    "enfadada furioso furiosa grita gritando rabia colère furieux furieuse crie criant wütend zornig schreit schreiend brüllt "
    "arrabbiato arrabbiata urla urlando "
    "pt:bravo irritado irritada",
    "afraid": "trembled shivered tembló temblaba trembla zitterte tremò tremeu afraid fear fearful scared frightened terrified "
    "terror nervous nervously trembling trembles panic panicked screams "
    "screaming whimpers shivers uneasy "
    "worried anxious anxiously asustado asustada miedo teme nervioso nerviosa tiembla temblando aterrado effrayé effrayée peur "
    "fr:tremble nerveux inquiet angst "
    "ängstlich zittert zitternd nervös erschrocken spaventato spaventata paura trema assustado assustada medo",
    "surprised": "gasped stared froze surprised surprise startled shocked stunned astonished gasps gasping stares amazed "
    "astounded freezes disbelief "
    "incredulous sorprendido sorprendida "
    "sorpresa atónito surpris surprise stupéfait étonné überrascht erstaunt verblüfft sorpreso sorpresa stupito surpreso surpresa "
    "espantado",
    "disgusted": "disgusted disgust grimaces winces recoils sneers asco repugnancia dégoût dégoûté ekel angewidert disgusto "
    "disgustato nojo",
    "thoughtful": "whispered murmured hesitated wondered thought susurró murmuró pensó chuchota murmura pensa flüsterte dachte "
    "sussurrò pensò sussurrou pensou thoughtful thoughtfully thinks thinking ponders considers quietly softly whispers "
    "whispering murmurs hesitates "
    "hesitant wonders reads listens "
    "listening studies gazes pensativo pensativa piensa susurra susurrando murmura pensif pensive pense murmure chuchote "
    "nachdenklich denkt flüstert flüsternd "
    "leise pensieroso pensierosa pensa sussurra sussurrando",
    "determined": "determined firmly firm resolute decides grim steadies insists commands urgent urgently decidido decidida firme "
    "determiné décidé ferme "
    "entschlossen bestimmt deciso decisa fermo",
    "loving": "hugged kissed abrazó besó loving lovingly tender tenderly gently warmly kindly fondly kisses embraces hugs "
    "caresses cariño ternura tierno "
    "tierna dulcemente besa abraza tendre "
    "tendrement amoureux doucement liebevoll zärtlich sanft dolcemente teneramente carinho ternura",
    "tired": "sighed yawned suspiró bostezó soupira seufzte gähnte sospirò suspirou tired exhausted weary wearily yawns yawning "
    "sighs sighing sleepy cansado cansada agotado agotada suspira bosteza "
    "fatigué fatiguée soupire bâille "
    "müde erschöpft seufzt gähnt stanco stanca sospira exausto exausta",
    "sly": "sly slyly smirks smirking winks winking mischievous wry wryly sarcastic dryly teasing pícaro guiña burlón narquois "
    "malicieux ironique schlau verschmitzt "
    "spöttisch zwinkert malizioso ironico irônico",
}
_EXPRESSION_WORDS = table(_EXPRESSIONS)
STRONG: frozenset[Expression] = frozenset({"angry", "afraid", "sad", "surprised", "loving"})
"""Feelings worth a closer look."""
_LOUD = word_set(
    "shouting shouts yelling yells screaming screams calling calls furious furiously desperate desperately crying "
    "gritando grita criant crie schreiend brüllt urlando"
)
THEY = word_set("they ellos ellas ils elles loro eles elas both all everybody everyone")
"""Words for everybody in the picture."""
_SUBJECTS = word_set("he she él ella il elle er sie lui lei ele ela")
_HE = word_set("he his él il er lui ele")
_SHE = word_set("she her ella elle sie lei ela")


@dataclass(frozen=True)
class Acting:
    """What one person does and feels; None is not told."""

    pose: Pose | None = None
    expression: Expression | None = None


def after(pose: Pose | None, told: Pose | None) -> Pose | None:
    """The pose of somebody who was in one and takes another: who sits and holds a key, sits."""
    if told is None or (pose in _LOW and told in _HANDS):
        return pose
    return told


def is_steady(pose: Pose) -> bool:
    """Whether somebody stays in that pose until they take another."""
    return pose in _STEADY


def acting_in(text: str, cast: Cast, last_named: Sequence[str] = (), seen: Sequence[str] = ()) -> dict[str, Acting]:
    """Who does and feels what in a piece of action; takes what `clauses_about` does."""
    acting: dict[str, Acting] = {}
    for clause, about in clauses_about(text, cast, last_named, seen):
        told_of = of_the_subject(cast.without_names(clause))
        poses = [] if opens_with_thing(clause, cast) and about == list(last_named) else found(told_of, POSE_WORDS, cast.language)
        expression = expression_in(told_of, cast.language)
        poses += ["hands_up"] if _HANDS_UP.search(clause) else []
        poses += ["sit"] if _PLAYS.search(clause) else []
        for name in about:
            known = acting.get(name, Acting())
            has_in_hand = known.pose in {None, "stand"} and _IN_HAND.search(clause) is not None
            told = "hold" if has_in_hand and poses in ([], ["stand"]) else poses[-1] if poses else None
            acting[name] = Acting(after(known.pose, told), expression or known.expression)
    return acting


def clauses_about(text: str, cast: Cast, last_named: Sequence[str] = (), seen: Sequence[str] = ()) -> Iterator[tuple[str, list[str]]]:
    """The clauses of a piece of action that tell something, each with whom it is about.

    A clause is about the first person it names, and about those joined to them ("Mara and Tom run"); one without a name is about the
    person before, or about whom its pronoun fits.

    Args:
        text: The action.
        cast: Who can be named.
        last_named: Whom the action before was about.
        seen: Who is in the picture: "they".
    """
    about: list[str] = list(last_named)
    joint: list[str] = []
    is_extras = False
    named_at_once = presented(text, cast)
    for clause in clauses(text):
        if opens_with_extra(clause, cast):
            about, joint = [named_at_once] if named_at_once else [], []
            is_extras = not named_at_once
            yield clause, about
            continue
        named = subjects_of(clause, cast)
        if is_extras and not named and not THEY & set(words(clause)[:3]):  # goes on about somebody without a name
            yield clause, []
            continue
        is_extras = False
        if named and _is_only_names(clause, cast):
            joint += named
            continue
        if named and opens_with_pronoun(clause):
            named = [name for name in _by_pronoun(clause, about, seen, cast) if name not in named] or named
        if cast.language not in _VERB_FIRST and (joint or about) and set(words(clause)[:1]) & set(POSE_WORDS):
            named = []  # "aims a rifle at Jack" goes on about the one before
        about = list(dict.fromkeys([*joint, *named])) or (
            list(seen)
            if THEY & set(words(clause)[:3]) or group_size(clause, cast.language)
            else children_in(clause, cast, seen) or _by_pronoun(clause, about, seen, cast)
        )
        joint = []
        yield clause, about


def of_the_subject(clause: str) -> str:
    """What of a clause tells of whom it is about: in "She finds him asleep" he sleeps."""
    found_so = _FINDS.search(clause)
    return clause[: found_so.end()] if found_so else clause


def expression_in(text: str, language: str = "en") -> Expression | None:
    """The strongest feeling a text tells of, or None."""
    told = found(text, _EXPRESSION_WORDS, language)
    return told[0] if told else None


def spoken_expression(text: str, delivery: str, language: str = "en", mood: Mood = "calm") -> Expression | None:
    """The feeling of a speech: from its parenthetical, else from its punctuation and its words; None keeps what was told before.

    Args:
        text: What is said.
        delivery: The parenthetical.
        language: Of the script.
        mood: Of the scene, for exclamations that say nothing of themselves.
    """
    told = expression_in(_CRIED.sub("", delivery) if "!" in text else delivery, language)
    if told:
        return told
    if "?!" in text or "!?" in text:
        return "surprised"
    if "!" in text:
        return exclaimed(text, language, mood)
    if text.rstrip("\"'”’»").endswith(("...", "…")):
        return "thoughtful"
    return None


def is_loud(text: str, delivery: str) -> bool:
    """Whether a speech is shouted or exclaimed."""
    return bool(_LOUD & set(words(delivery))) or text.rstrip("\"'”’»").endswith("!") or (len(words(text)) > 1 and text.isupper())


def pose_of(delivery: str, language: str = "en") -> Pose | None:
    """What the speaker does while speaking, by the parenthetical."""
    told = found(delivery, POSE_WORDS, language)
    return told[0] if told else None


def is_moving(text: str, language: str = "en") -> Pose | None:
    """The strongest movement a text tells of ("fight", "run", "ride", "drive", "walk"), or None."""
    told = found(text, POSE_WORDS, language)
    return next((pose for pose in ("fight", "run", "ride", "drive", "walk") if pose in told), None)


def subjects_of(clause: str, cast: Cast) -> list[str]:
    """Whom a clause or sentence is about: the first one it names, and those joined to them by "and"."""
    mentions = cast.mentions(clause)
    about = [name for _, _, name in mentions[:1]]
    for (_, end, _), (begin, _, name) in pairwise(mentions):
        if clause[end:begin].strip().lower().strip(", ") not in {"and", "&", "y", "et", "und", "e", "ed", "", "with"}:
            break
        about.append(name)
    return about


def children_in(text: str, cast: Cast, seen: Sequence[str]) -> list[str]:
    """The children of a picture, where a text speaks of them as such and names nobody; empty when they are fewer than two."""
    children = [] if cast.mentions(text) else [name for name in cast.named(text) if name in seen]
    return children if len(children) > 1 else []


def _by_pronoun(clause: str, about: list[str], seen: Sequence[str], cast: Cast) -> list[str]:
    # "runs to her" goes on about the one before: only a pronoun in front of the verb is the subject.
    opening = takewhile(lambda word: word not in POSE_WORDS, words(clause)[:3])
    wanted = gender_of_pronoun(list(opening))
    if wanted is None:
        return about
    return fitting(cast, wanted, [*about, *seen])[:1]


def fitting(cast: Cast, gender: str, names: Sequence[str]) -> list[str]:
    """Those of `names` whom "he" (male) or "she" (female) can mean, those known to be it first."""
    sure = [name for name in names if cast[name].gender == gender]
    return list(dict.fromkeys([*sure, *(name for name in names if cast[name].gender == "unknown")]))


def gender_of_pronoun(opening: Sequence[str]) -> str | None:
    """Whom the first words of a sentence speak of by pronoun: "male", "female", or None."""
    # The first one is the subject: "She takes his hand" speaks of her.
    return next(("male" if word in _HE else "female" for word in opening if word in _HE or word in _SHE), None)


def opens_with_pronoun(clause: str) -> bool:
    """Whether "he" or "she" does what a clause tells, so that whom it names is not who does it: "She hugs the doorman"."""
    return bool(set(words(clause)[:1]) & _SUBJECTS)


def _is_only_names(clause: str, cast: Cast) -> bool:
    """Whether a clause holds nothing but names: the first half of "Jack and Rosa sit"."""
    bare = clause
    for begin, end, _ in reversed(cast.mentions(clause)):
        bare = bare[:begin] + bare[end:]
    return not set(words(bare)) - {"and", "y", "et", "und", "e", "ed"}
