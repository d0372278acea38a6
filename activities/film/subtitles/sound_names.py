"""What sounds and music are called in subtitles for those who do not hear, by language."""

import re
from collections.abc import Mapping
from typing import get_args

from schemas.shots import Mood, SoundKind

_SOUNDS: Mapping[str, str] = {
    "en": """door opens|door closes|door slams|knocking|creaking|lock clicks|footsteps|running footsteps|hoofbeats|thud|
        punch lands|swords clash|gunshot|explosion|glass shatters|glasses clink|paper rustles|typing|match strikes|
        camera clicks|switch clicks|liquid pours|splash|water drips|fire crackles|rain falls|thunder rumbles|wind howls|
        waves crash|crowd murmurs|applause|heartbeat|engine runs|car passes|brakes squeal|train rumbles|
        aircraft overhead|siren wails|car horn honks|ship's horn|train whistle|whistling|church bell tolls|bell rings|
        phone rings|alarm blares|clock ticks|static|birds sing|gulls cry|crow caws|owl hoots|crickets chirp|dog barks|
        wolf howls""",
    "es": """se abre una puerta|se cierra una puerta|portazo|llaman a la puerta|crujido|cerradura|pasos|pasos a la carrera|
        cascos de caballo|golpe seco|puñetazo|choque de espadas|disparo|explosión|cristal roto|tintineo de copas|
        papel que cruje|tecleo|cerilla|clic de cámara|interruptor|líquido que se vierte|chapoteo|goteo|fuego que crepita|
        lluvia|trueno|viento|olas|murmullo de gente|aplausos|latidos|motor|pasa un coche|frenazo|tren|avión|sirena|
        claxon|sirena de barco|silbato de tren|silbido|campana de iglesia|campanilla|suena el teléfono|alarma|tictac|
        interferencias|canto de pájaros|gaviotas|graznido|ulula un búho|grillos|ladridos|aullido de lobo""",
    "fr": """une porte s'ouvre|une porte se ferme|une porte claque|on frappe|grincement|serrure|bruits de pas|pas de course|
        sabots|bruit sourd|coup de poing|choc d'épées|coup de feu|explosion|bris de verre|tintement de verres|
        froissement de papier|frappe au clavier|allumette|déclic d'appareil photo|interrupteur|liquide versé|
        éclaboussure|goutte à goutte|feu qui crépite|pluie|tonnerre|vent|vagues|brouhaha|applaudissements|
        battements de cœur|moteur|une voiture passe|crissement de freins|train|avion|sirène|klaxon|corne de brume|
        sifflet de train|sifflement|cloche d'église|clochette|le téléphone sonne|alarme|tic-tac|grésillement|
        chants d'oiseaux|mouettes|croassement|hululement|grillons|aboiements|hurlement de loup""",
    "de": """Tür öffnet sich|Tür schließt sich|Tür knallt|Klopfen|Knarren|Schloss klickt|Schritte|schnelle Schritte|
        Hufschläge|dumpfer Schlag|Faustschlag|Schwerterklirren|Schuss|Explosion|Glas zerbricht|Gläserklirren|
        Papier raschelt|Tippen|Streichholz|Kamera klickt|Schalter klickt|Eingießen|Platschen|Tropfen|Feuer knistert|
        Regen|Donner|Wind heult|Wellen rauschen|Stimmengewirr|Applaus|Herzschlag|Motor läuft|Auto fährt vorbei|
        Bremsen quietschen|Zug rattert|Flugzeug|Sirene|Hupe|Schiffshorn|Zugpfiff|Pfeifen|Kirchenglocke|Glöckchen|
        Telefon klingelt|Alarm|Uhr tickt|Rauschen|Vögel singen|Möwen schreien|Krähe krächzt|Eule ruft|Grillen zirpen|
        Hund bellt|Wolf heult""",
    "it": """si apre una porta|si chiude una porta|porta sbattuta|bussano|cigolio|scatto di serratura|passi|passi di corsa|
        zoccoli|tonfo|pugno|spade che cozzano|sparo|esplosione|vetro in frantumi|tintinnio di bicchieri|fruscio di carta|
        tasti|fiammifero|scatto fotografico|interruttore|liquido versato|tonfo nell'acqua|gocciolio|fuoco che crepita|
        pioggia|tuono|vento|onde|brusio di folla|applausi|battito del cuore|motore|passa un'auto|stridio di freni|treno|
        aereo|sirena|clacson|sirena di nave|fischio di treno|fischio|campana di chiesa|campanello|squilla il telefono|
        allarme|ticchettio|interferenze|canto di uccelli|gabbiani|gracchio|gufo|grilli|cane che abbaia|ululato di lupo""",
    "pt": """porta se abre|porta se fecha|porta bate|batem à porta|rangido|fechadura|passos|passos a correr|cascos de cavalo|
        baque|soco|choque de espadas|tiro|explosão|vidro a partir|tilintar de copos|papel a farfalhar|teclas|fósforo|
        clique de câmara|interruptor|líquido a verter|chapinhar|gotejar|fogo a crepitar|chuva|trovão|vento|ondas|
        murmúrio de multidão|aplausos|batimento cardíaco|motor|passa um carro|travagem|comboio|avião|sirene|buzina|
        buzina de navio|apito de comboio|assobio|sino de igreja|sineta|telefone toca|alarme|tique-taque|estática|
        pássaros|gaivotas|corvo|coruja|grilos|cão ladra|lobo uiva""",
    "hi": """दरवाज़ा खुलता है|दरवाज़ा बंद होता है|दरवाज़ा ज़ोर से बंद होता है|दस्तक|चरमराहट|ताला|कदमों की आहट|दौड़ते कदम|
        घोड़े की टाप|धमाका|घूँसा|तलवारों की टक्कर|गोली की आवाज़|विस्फोट|काँच टूटता है|गिलास खनकते हैं|काग़ज़ की सरसराहट|
        टाइपिंग|माचिस|कैमरे की क्लिक|स्विच|पानी उँड़ेलना|छपाक|टपकता पानी|आग चटकती है|बारिश|बादल गरजते हैं|हवा|लहरें|
        भीड़ का शोर|तालियाँ|दिल की धड़कन|इंजन|गाड़ी गुज़रती है|ब्रेक|रेलगाड़ी|विमान|सायरन|हॉर्न|जहाज़ का हॉर्न|
        रेल की सीटी|सीटी|गिरजे की घंटी|घंटी|फ़ोन बजता है|अलार्म|घड़ी की टिक-टिक|खरखराहट|पक्षी|समुद्री पक्षी|कौआ|उल्लू|
        झींगुर|कुत्ता भौंकता है|भेड़िया""",
}
_MUSIC: Mapping[str, str] = {
    "en": "calm|happy|sad|tense|driving|mysterious|romantic|triumphant|eerie|playful|epic|wistful",
    "es": "tranquila|alegre|triste|tensa|trepidante|misteriosa|romántica|triunfal|inquietante|divertida|épica|nostálgica",
    "fr": "calme|joyeuse|triste|tendue|haletante|mystérieuse|romantique|triomphale|inquiétante|espiègle|épique|nostalgique",
    "de": "ruhige|fröhliche|traurige|spannungsvolle|treibende|geheimnisvolle|romantische|triumphale|unheimliche|heitere|epische|wehmütige",
    "it": "calma|allegra|triste|tesa|incalzante|misteriosa|romantica|trionfale|inquietante|giocosa|epica|malinconica",
    "pt": "calma|alegre|triste|tensa|trepidante|misteriosa|romântica|triunfal|inquietante|divertida|épica|nostálgica",
    "hi": "शांत|खुशनुमा|उदास|तनावपूर्ण|तेज़|रहस्यमय|रोमानी|विजयी|डरावना|हास्यपूर्ण|भव्य|भावुक",
}
_MUSIC_WORD: Mapping[str, str] = {
    "en": "{} music",
    "es": "música {}",
    "fr": "musique {}",
    "de": "{} Musik",
    "it": "musica {}",
    "pt": "música {}",
    "hi": "{} संगीत",
}


def names_language(language: str) -> str:
    """The language sounds are named in for a film of a language: its own where it is known, else English."""
    primary = language.split("-", maxsplit=1)[0].lower()
    return primary if primary in _SOUNDS else "en"


def sound_name(kind: str, language: str) -> str:
    """What a sound is called."""
    return _sounds(names_language(language))[kind]


def music_name(mood: str, language: str) -> str:
    """What the music of a mood is called."""
    known = names_language(language)
    return _MUSIC_WORD[known].format(dict(zip(get_args(Mood), _MUSIC[known].split("|"), strict=True))[mood])


def _sounds(language: str) -> dict[str, str]:
    return dict(zip(get_args(SoundKind), re.split(r"\|\s*", _SOUNDS[language]), strict=True))
