"""Chooses the music: a mood for every scene by what happens and is said in it, one genre for the whole film."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal, get_args

from activities.shots.beats import Action, SceneBeats, Speech
from activities.shots.places.settings import tells_of_end
from activities.shots.words import found, sentences, table
from schemas.shots import MusicCue, Scene, Setting

Mood = Literal["calm", "happy", "sad", "tense", "action", "mysterious", "romantic", "triumphant", "horror", "comic", "epic", "wistful"]
Genre = Literal["cinematic", "suspense", "comedy", "romance", "action", "horror", "western", "electronic", "folk", "indian", "lofi"]

_MOODS: dict[str, Mood] = table(
    {
        "happy": "smile smiles smiling laugh laughs laughing joy happy delighted party wedding birthday dance dances sings "
        "celebrate sonríe ríe alegría fiesta feliz baila "
        "sourit rit joie fête heureux danse lächelt lacht freude fest glücklich tanzt sorride ride festa gioia sorri alegria",
        "sad": "cries crying weeps tears funeral grave mourning grief dead died death lost alone goodbye sobs lonely llora "
        "lágrimas muerte murió adiós funeral tumba "
        "pleure larmes mort tombe weint tränen tod gestorben grab abschied piange lacrime morte addio chora tristeza",
        "tense": "hides hiding danger dangerous knife gun police suspect nervous nervously "
        "creaks locked warning secret "
        "storm afraid trembling peligro miedo escondido cuchillo tormenta danger peur cache couteau orage "
        "gefahr angst versteckt messer "
        "sturm pericolo paura nasconde coltello perigo medo faca",
        "action": "chase chases explosion explodes fight fights crash shoots races jumps punches "
        "sprints persigue explosión pelea dispara "
        "poursuit combat tire verfolgt kampf schießt insegue combatte spara persegue luta atira",
        "mysterious": "strange mysterious fog mist shadow shadows whisper whispers ancient unknown vanishes glow glows hidden "
        "secret stranger niebla sombra sombras extraño "
        "misterio susurra brume ombre étrange mystère chuchote nebel schatten seltsam geheimnis flüstert nebbia mistero ombra "
        "névoa sombra mistério",
        "romantic": "love loves kiss kisses kissing embrace embraces heart darling tender tenderly bride amor besa beso abraza "
        "corazón amour baiser embrasse cœur liebe küsst "
        "herz umarmt amore bacia cuore abbraccia beija coração",
        "triumphant": "victory wins won triumph cheers hero champion applause success free freedom victoria triunfo gana aplausos "
        "victoire triomphe gagne sieg gewinnt jubel "
        "vittoria vince trionfo vitória vence",
        "horror": "scream screams blood bloody corpse ghost monster terror terrified horror demon haunted grito sangre cadáver "
        "fantasma monstruo cri sang cadavre fantôme monstre "
        "schrei blut leiche gespenst monster urlo sangue cadavere mostro",
        "comic": "trips slips awkward awkwardly clumsy joke jokes ridiculous silly funny giggles absurd wink winks tropieza torpe "
        "chiste ridículo maladroit blague ridicule "
        "stolpert tollpatschig witz albern inciampa goffo ridicolo scherzo",
        "epic": "army battle kingdom king queen empire armies warriors legions destiny throne ejército batalla reino rey armée "
        "bataille royaume roi armee schlacht königreich "
        "könig esercito battaglia regno exército batalha reino",
        "wistful": "remembers memory memories photograph photographs letter letters childhood home remember "
        "recuerda recuerdos carta infancia hogar souvenir "
        "lettre enfance autrefois erinnert erinnerung brief kindheit früher ricordo lettera infanzia lembrança saudade carta",
        "calm": "quiet quietly peaceful gentle gently still calm sleeps sea breeze tranquilo silencio suave calme doux paisible "
        "ruhig still leise sanft calmo dolce calma",
    }
)
_GENRES: dict[str, Genre] = table(
    {
        "western": "saloon sheriff cowboy cowboys horse horses desert outlaw outlaws ranch gunslinger bandit vaquero rancho",
        "horror": "ghost ghosts monster demon blood corpse haunted scream screams vampire zombie grave fantasma sangre monstruo "
        "fantôme monstre gespenst blut mostro",
        "electronic": "spaceship spacecraft robot android laser cyber neon hologram planet orbit airlock starship galaxy console "
        "nave_espacial raumschiff vaisseau astronave",
        "suspense": "detective murder police suspect killer knife gun spy stranger clue evidence secret conspiracy asesino "
        "policía meurtre mörder assassino polizia",
        "romance": "love kiss kisses wedding darling romance bride amor beso boda amour baiser liebe hochzeit amore bacio",
        "comedy": "joke jokes funny silly ridiculous clumsy awkward clown laugh laughs laughing chiste torpe blague witz scherzo",
        "action": "explosion explodes chase gunfire shoots helicopter bomb missile punches motorcycle explosión persecución bombe "
        "verfolgung",
        "folk": "village farm fiddle harvest shepherd bakery baker cottage meadow pueblo panadería panadero aldea campo village "
        "ferme boulanger dorf bauernhof bäckerei bäcker",
        "indian": "mumbai delhi sari temple raga sitar ganges guru monsoon kolkata chennai mandir raja rani diwali",
        "lofi": "laptop dorm headphones rooftop subway skateboard playlist studio bedroom student students",
    }
)
_NAMED_GENRES: dict[str, Genre] = table(
    {
        "western": "western",
        "horror": "horror terror",
        "electronic": "sci-fi scifi science-fiction cyberpunk",
        "suspense": "thriller suspense noir mystery",
        "romance": "romance romantic",
        "comedy": "comedy comedia komödie comédie commedia",
        "action": "action adventure",
        "folk": "folk",
        "cinematic": "drama epic",
    }
)
_PACE: dict[Mood, tuple[int, float]] = {
    "calm": (72, 0.35),
    "happy": (112, 0.5),
    "sad": (60, 0.4),
    "tense": (92, 0.55),
    "action": (138, 0.8),
    "mysterious": (70, 0.45),
    "romantic": (76, 0.45),
    "triumphant": (108, 0.7),
    "horror": (64, 0.6),
    "comic": (120, 0.5),
    "epic": (96, 0.75),
    "wistful": (68, 0.4),
}
"""Beats a minute, and intensity from 0 to 1."""
_SOUND: dict[Genre, str] = {
    "cinematic": "orchestral strings, piano and warm pads",
    "suspense": "low strings, pulsing bass and sparse piano",
    "comedy": "pizzicato strings, woodwinds and mallets",
    "romance": "piano, strings and soft guitar",
    "action": "driving drums, brass and ostinato strings",
    "horror": "dissonant strings, drones and distant booms",
    "western": "twanging guitar, harmonica and open fifths",
    "electronic": "analogue synthesisers, arpeggios and deep bass",
    "folk": "acoustic guitar, fiddle and hand drum",
    "indian": "tanpura drone, bansuri and tabla",
    "lofi": "dusty electric piano, mellow beat and vinyl warmth",
}


def genre_of(scenes: Sequence[SceneBeats], title_words: str) -> Genre:
    """One palette for the film: a genre the title page names, else the one its words speak of most, else cinematic."""
    named = found(title_words, _NAMED_GENRES)
    if named:
        return named[0]
    texts = [scene.outline.heading for scene in scenes] + [beat.text for scene in scenes for beat in scene.beats]
    counted = Counter(value for text in texts for value in set(found(text, _GENRES)))
    if not counted:
        return "cinematic"
    # A genre needs more than a stray word: one word in every 25 texts, and at least three.
    best = max(counted, key=lambda genre: (counted[genre], -get_args(Genre).index(genre)))
    return best if counted[best] >= max(3, len(texts) // 25) else "cinematic"


def score_scene(scene: SceneBeats, setting: Setting, genre: Genre, before: MusicCue | None, *, goes_on: bool) -> MusicCue:
    """The music of a scene; one that tells of no mood keeps that of the scene before, a little softer.

    Args:
        scene: The scene.
        setting: Where it plays.
        genre: Of the film.
        before: The music of the scene before.
        goes_on: Whether no time has passed since then, so that its mood weighs more.
    """
    points: Counter[Mood] = Counter()
    exclaimed = 0
    for beat in scene.beats:
        weight = 2 if isinstance(beat, Action) or (isinstance(beat, Speech) and beat.placement == "voice_over") else 1
        told = beat.text + (f" {beat.delivery}" if isinstance(beat, Speech) else "")
        for mood in (mood for sentence in sentences(told) if not tells_of_end(sentence) for mood in found(sentence, _MOODS)):
            points[mood] += weight
        exclaimed += beat.text.count("!")
    is_told = bool(points)
    points += _of_setting(setting)
    if before and goes_on:
        points[before.mood] += 3
    if not is_told and before:
        points[before.mood] += 2
    mood = _mood(points) if points else "calm"
    tempo, intensity = _PACE[mood]
    excitement = min(1.0, exclaimed / max(1, len(scene.beats)))
    tempo += round(10 * excitement)
    intensity = round(min(1.0, intensity + 0.15 * excitement - (0.0 if is_told else 0.05)), 2)
    spoken = [beat for beat in scene.beats if isinstance(beat, Speech)]
    if spoken and sum(beat.is_verse for beat in spoken) > len(spoken) / 2:
        prompt = f"a quiet drone under a recited poem, {_SOUND[genre]}, no drums, no tune while somebody speaks"
        return MusicCue(mood=mood, genre=genre, tempo_bpm=min(tempo, 72), intensity=min(intensity, 0.4), manner="recitation", prompt=prompt)
    return MusicCue(mood=mood, genre=genre, tempo_bpm=tempo, intensity=intensity, prompt=_prompt(mood, genre, tempo))


def going_on(scenes: Sequence[Scene]) -> list[Scene]:
    """The scenes with music that rings on into the next one, where nothing but a cut or a dissolve lies between two of one kind."""
    music = [scene.music for scene in scenes]
    for index, after in enumerate(scenes[1:], 1):
        one, two, first = music[index - 1], music[index], after.shots[0]
        is_soft = first.transition_in in {"cut", "dissolve"} and not first.is_hard_cut and not first.sound_leads_s
        is_one_kind = (one.mood, one.genre) == (two.mood, two.genre) and one.manner == two.manner == "score"
        if is_soft and is_one_kind:
            music[index - 1] = one.model_copy(update={"rings_on": True})
            music[index] = two.model_copy(update={"is_carried": True})
    return [scene.model_copy(update={"music": cue}) for scene, cue in zip(scenes, music, strict=True)]


def _of_setting(setting: Setting) -> Counter[Mood]:
    """What night and weather add to the mood; less than one thing that happens, but enough where nothing does."""
    points: Counter[Mood] = Counter()
    is_dark = setting.time_of_day in {"night", "midnight"}
    if setting.weather == "storm":
        points["tense"] += 1
    if setting.weather == "fog":
        points["mysterious"] += 2
    if is_dark and setting.weather in {"rain", "storm", "wind"}:
        points["tense"] += 2
    elif is_dark:
        points["mysterious"] += 1
    return points


def _mood(points: Counter[Mood]) -> Mood:
    moods: tuple[Mood, ...] = get_args(Mood)
    return max(moods, key=lambda mood: (points[mood], -moods.index(mood)))


def _prompt(mood: Mood, genre: Genre, tempo_bpm: int) -> str:
    return f"Instrumental film score, {mood}, {genre}: {_SOUND[genre]}, {tempo_bpm} bpm, leaves room for dialogue, no vocals."
