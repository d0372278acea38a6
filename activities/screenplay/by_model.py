"""Reads a script with a language model, wherever that runs.

Scripts that already are screenplays (Fountain, FDX, Markdown) are read by the rules, and the model only tells who the people are.
"""

from activities.asking import Asker, Question
from activities.engines import Job, Made
from activities.screenplay.decode import decode
from activities.screenplay.detect import detect_text_format, is_xml
from activities.screenplay.draft import Draft
from activities.screenplay.parse import finish, parse_script
from activities.screenplay.portraits import PORTRAIT_INSTRUCTIONS, Portraits, portrait_data, portrait_faults, with_people, with_portraits
from activities.screenplay.reading import INSTRUCTIONS, Piece, Reading, chunks_of, faults_of, pieces_of, write_reading
from schemas.media import JSON
from schemas.screenplay import Screenplay, WriteScreenplay


class ModelReader:
    """A reader of scripts that asks."""

    def __init__(self, asker: Asker, chunk_characters: int) -> None:
        """`chunk_characters` of a script go into one question."""
        self._asker = asker
        self._chunk_characters = chunk_characters

    def make(self, job: Job[WriteScreenplay]) -> Made:
        """Read the script into `screenplay.json`."""
        data = job.input(job.order.script).path.read_bytes()
        is_prose = job.order.format == "prose" or (job.order.format == "auto" and not is_xml(data) and _is_prose(data))
        screenplay = self._prose(data, job) if is_prose else self._cast_of(parse_script(data, job.order.format, job.order.language), job)
        path = job.folder / "screenplay.json"
        path.write_text(screenplay.model_dump_json(), encoding="utf-8")
        return Made(
            path, JSON, facts={"scenes": len(screenplay.scenes), "speeches": sum(member.speeches for member in screenplay.characters)}
        )

    def _prose(self, data: bytes, job: Job[WriteScreenplay]) -> Screenplay:
        draft = Draft()
        decoded = decode(data)
        for warning in decoded.warnings:
            draft.warn(warning.line, warning.message)
        chunks = chunks_of(pieces_of(decoded.text, draft), self._chunk_characters)
        readings: list[tuple[Reading, list[Piece]]] = []
        known: dict[str, None] = {}
        for index, chunk in enumerate(chunks):
            reading = self._ask(chunk, list(known), index == 0, decoded.text, job, index / len(chunks))
            known |= dict.fromkeys(speech.speaker for speech in reading.speeches)
            readings.append((reading, chunk))
        write_reading(readings, draft)
        return with_people(finish(draft, job.order.language), readings)

    def _ask(self, chunk: list[Piece], known: list[str], begins: bool, text: str, job: Job[WriteScreenplay], done: float) -> Reading:
        question = Question(
            instructions=INSTRUCTIONS,
            data={
                "begins": begins,
                "known_people": known,
                "pieces": [{"piece": piece.number, "kind": piece.kind, "text": piece.text} for piece in chunk],
            },
            shape=Reading,
            check=lambda reading: faults_of(reading, chunk, text, begins),
            seed=job.order.seed + job.order.take - 1,
        )
        return self._asker.ask(question, lambda: job.progress(done), job.order.engine.model)

    def _cast_of(self, screenplay: Screenplay, job: Job[WriteScreenplay]) -> Screenplay:
        data = portrait_data(screenplay, self._chunk_characters)
        if not screenplay.characters or not data["pieces"]:
            return screenplay
        question = Question(
            instructions=PORTRAIT_INSTRUCTIONS,
            data=data,
            shape=Portraits,
            check=lambda portraits: portrait_faults(portraits, screenplay, data),
            seed=job.order.seed + job.order.take - 1,
        )
        return with_portraits(screenplay, self._asker.ask(question, lambda: job.progress(0.0), job.order.engine.model), data)


def _is_prose(data: bytes) -> bool:
    return detect_text_format(decode(data).text) == "prose"
