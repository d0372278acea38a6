"""Says in words what an image model shall paint and a video model shall move.

The frame of every sentence is English, which the models understand best; what the writer wrote stays in the writer's language.
"""

from collections.abc import Sequence

from activities.shots.covering.plan import ShotPlan
from activities.shots.places.names import in_english
from schemas.shots import Angle, CameraMove, Expression, Framing, MusicCue, Pose, Setting, Shining, ShotSize, Subject, TimeOfDay, Weather

NEGATIVE = (
    "text, caption, watermark, logo, frame, border, collage, split screen, extra limbs, deformed hands, cropped head, blurry, low quality"
)
_LONGEST_ACTION = 240

_SIZES: dict[ShotSize, str] = {
    "EWS": "extreme wide shot",
    "WS": "wide shot",
    "FS": "full shot",
    "MLS": "medium long shot",
    "MS": "medium shot",
    "MCU": "medium close-up",
    "CU": "close-up",
    "ECU": "extreme close-up",
    "INSERT": "insert shot",
}
_FRAMINGS: dict[Framing, str] = {
    "establishing": "establishing",
    "over_the_shoulder": "over-the-shoulder",
    "pov": "point-of-view",
    "reaction": "reaction",
    "two_shot": "two-shot",
    "group": "group",
}
_ANGLES: dict[Angle, str] = {
    "eye": "",
    "high": "from a high angle",
    "low": "from a low angle",
    "overhead": "from directly above",
    "dutch": "with a tilted horizon",
}
_LIGHT: dict[TimeOfDay, str] = {
    "dawn": "cold blue dawn light with a pink horizon",
    "morning": "fresh low morning light",
    "day": "clear daylight",
    "afternoon": "warm afternoon light",
    "sunset": "golden sunset light and long shadows",
    "dusk": "blue dusk with first lamps",
    "night": "dark night, moonlight and pools of lamplight",
    "midnight": "deep night, near darkness with a single source of light",
}
_LIGHT_INSIDE: dict[TimeOfDay, str] = {
    "dawn": "first pale light through the windows",
    "morning": "soft morning light through the windows",
    "day": "daylight through the windows",
    "afternoon": "warm slanting light through the windows",
    "sunset": "golden light through the windows",
    "dusk": "blue dusk outside, lamps lit inside",
    "night": "lamplight, darkness outside the windows",
    "midnight": "one small lamp in deep darkness",
}
_WEATHERS: dict[Weather, str] = {
    "clear": "",
    "cloudy": "clouds",
    "overcast": "grey overcast sky",
    "rain": "steady rain",
    "storm": "a raging storm, lightning",
    "snow": "falling snow",
    "fog": "thick fog",
    "wind": "strong wind",
}
_DARK: dict[Shining, str] = {
    "lamp": "the lamp is not lit",
    "candle": "the candle has gone out",
    "fire": "the fire has gone out",
    "window": "no window is lit",
    "screen": "all screens are black",
}
_MOVING: dict[Weather, str] = {
    "rain": "rain falls",
    "storm": "rain lashes, lightning flickers",
    "snow": "snow drifts down",
    "fog": "fog rolls",
    "wind": "everything sways in the wind",
    "cloudy": "clouds drift",
}
_POSES: dict[Pose, str] = {
    "stand": "standing",
    "sit": "sitting",
    "walk": "walking",
    "run": "running",
    "lie": "lying down",
    "kneel": "kneeling",
    "gesture": "gesturing",
    "hold": "holding something",
    "point": "pointing",
    "fight": "fighting",
    "embrace": "embracing",
    "drive": "at the wheel",
    "ride": "riding",
    "hands_up": "with raised hands",
}
_FEELINGS: dict[Expression, str] = {
    "neutral": "",
    "happy": "smiling",
    "sad": "sad",
    "angry": "angry",
    "afraid": "frightened",
    "surprised": "astonished",
    "disgusted": "disgusted",
    "thoughtful": "thoughtful",
    "determined": "determined",
    "loving": "tender",
    "tired": "weary",
    "sly": "with a sly smile",
}
_MOVES: dict[CameraMove, str] = {
    "static": "The camera stands still",
    "push_in": "The camera slowly pushes in",
    "pull_out": "The camera slowly pulls out",
    "pan_left": "The camera pans left",
    "pan_right": "The camera pans right",
    "tilt_up": "The camera tilts up",
    "tilt_down": "The camera tilts down",
    "truck_left": "The camera travels left",
    "truck_right": "The camera travels right",
    "drift": "The camera drifts gently",
    "handheld": "Restless handheld camera",
}


def image_prompt(plan: ShotPlan, setting: Setting, subjects: Sequence[Subject], props: Sequence[str], action: str, music: MusicCue) -> str:
    """What an image model is told: shot, people, place, things, action, light, mood."""
    kind = " ".join(part for part in (_FRAMINGS.get(plan.framing, ""), _SIZES[plan.size], _ANGLES[plan.angle]) if part)
    on = _on(plan, subjects, props)
    sentences = [f"{kind} {on}".strip() if on else kind, _place(setting)]
    if plan.picture:
        sentences.append(plan.picture)
    others = [prop for prop in props if not plan.target or prop.split()[-1] != plan.target.split()[-1]]
    if others:
        sentences.append(f"in the picture: {', '.join(others)}")
    if action:
        sentences.append(f"what happens: {_shortened(action)}")
    # of a fire that nobody spoke of, a model would paint the fireplace
    out = [_DARK[thing] for thing in setting.gone_out if thing != "fire" or not setting.is_unlit]
    sentences += [", ".join(out)] if out else []
    sentences += [_light(setting), f"{music.mood} mood, cinematic film still"]
    return " ".join(_sentence(part) for part in sentences if part)


def motion_prompt(plan: ShotPlan, setting: Setting, subjects: Sequence[Subject], speakers: Sequence[str], action: str) -> str:
    """What a video model is told: camera, who speaks, what moves, weather."""
    sentences = [_MOVES[plan.move or "drift"]]
    if plan.motion:
        sentences.append(plan.motion)
    seen = [subject for subject in subjects if not subject.is_foreground]
    sentences += [f"{_name(subject)} speaks" for subject in seen if subject.character.name in speakers]
    sentences += [
        f"{_name(subject)} is {_POSES[subject.pose]}"
        for subject in seen
        if subject.pose in {"walk", "run", "fight", "embrace", "gesture", "drive", "ride"}
    ]
    if action:
        sentences.append(_shortened(action))
    if setting.weather in _MOVING:
        outside = " outside the windows" if setting.int_ext == "INT" else ""
        sentences.append(f"{_MOVING[setting.weather]}{outside}")
    return " ".join(_sentence(part) for part in [*sentences, "natural, subtle movement"])


def _on(plan: ShotPlan, subjects: Sequence[Subject], props: Sequence[str]) -> str:
    if plan.framing == "over_the_shoulder" and len(subjects) == 2:
        near = subjects[1].character.name.title()
        return f"of {_person(subjects[0])}, seen over the shoulder of {near}"
    if subjects:
        return "of " + "; ".join(_person(subject) for subject in subjects)
    thing = plan.target or (props[0] if plan.framing == "insert" and props else "")
    named = next((prop for prop in props if thing and " " not in thing and prop.split()[-1] == thing), "")
    if named:
        return f"of a {named}"
    return f"of a {thing}" if thing and " " not in thing else f"of {thing}" if thing else ""


def _person(subject: Subject) -> str:
    character = subject.character
    kind = {"child": "child", "young": "young person", "adult": "person", "old": "old person"}[character.age]
    if character.gender != "unknown":
        female = character.gender == "female"
        kind = {
            "child": "girl" if female else "boy",
            "young": "young woman" if female else "young man",
            "adult": "woman" if female else "man",
            "old": "old woman" if female else "old man",
        }[character.age]
    described = f"{kind}, {character.description.strip(' .,;')}" if character.description else kind
    facing = {"left": "facing left", "right": "facing right", "away": "seen from behind", "camera": ""}[subject.facing]
    feels = _FEELINGS[subject.expression]
    where = {"left": "on the left", "right": "on the right", "centre": ""}[subject.position]
    doing = ", ".join(part for part in (_POSES[subject.pose], feels, facing, where) if part)
    return f"{_name(subject)} ({described}) {doing}"


def _name(subject: Subject) -> str:
    name = subject.character.name
    return name.title() if name.isupper() else name


def _place(setting: Setting) -> str:
    where = {"INT": "interior", "EXT": "exterior", "INT/EXT": "inside and outside", "": "set"}[setting.int_ext]
    if not setting.location:
        return ""
    glossed = in_english(setting.location)
    return f"{where}: {setting.location.lower()}{f' ({glossed})' if glossed else ''}, {setting.time_of_day}"


def _light(setting: Setting) -> str:
    if setting.is_unlit:
        return "in deep darkness, lit only by what people carry"
    light = (_LIGHT_INSIDE if setting.int_ext == "INT" else _LIGHT)[setting.time_of_day]
    weather = _WEATHERS[setting.weather]
    if not weather:
        return light
    return f"{light}, {weather} outside" if setting.int_ext == "INT" else f"{light}, {weather}"


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= _LONGEST_ACTION:
        return text
    return text[:_LONGEST_ACTION].rsplit(" ", 1)[0] + "…"


def _sentence(text: str) -> str:
    text = text.strip()
    begun = text[:1].upper() + text[1:]
    return begun if begun.endswith((".", "!", "?", "…", "。")) else f"{begun}."
