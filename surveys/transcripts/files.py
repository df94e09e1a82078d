"""Where transcripts stand: ``<id>@<edition>.transcripts/`` beside ``<id>@<edition>.yaml``."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from scoring.datafile import DataFileError, Problem
from surveys.load import HERE, packaged, questionnaire
from surveys.questionnaire import Questionnaire
from surveys.transcripts.form import transcript
from surveys.transcripts.transcript import Transcript

FOLDER = ".transcripts"


class Shelf:
    """Questionnaires by name, each file read once.  *more*: known without a file."""

    def __init__(self, more: Iterable[Questionnaire] = ()) -> None:
        self._named = {one.key: one for one in more}
        self._read: dict[Path, Questionnaire] = {}

    def of(self, one: Transcript) -> Questionnaire:
        """The questionnaire *one* is of.  Raises DataFileError."""
        beside = Path(one.file).parent
        if one.questionnaire in self._named:
            return self._named[one.questionnaire]
        if one.questionnaire is None:
            if not beside.name.endswith(FOLDER):
                where = f"stand in <id>@<edition>{FOLDER} beside it"
                message = f'name the questionnaire ("questionnaire: id@edition"), or {where}'
                raise DataFileError([Problem(one.file, 1, message)])
            return self._at(beside.with_name(f"{beside.name.removesuffix(FOLDER)}.yaml"), one)
        for folder in (beside, beside.parent):
            if (file := folder / f"{one.questionnaire}.yaml").is_file():
                return self._at(file, one)
        for shipped in packaged().values():
            if shipped.key == one.questionnaire:
                return shipped
        raise DataFileError([Problem(one.file, 1, f"no questionnaire {one.questionnaire}")])

    def _at(self, path: Path, one: Transcript) -> Questionnaire:
        if path not in self._read:
            try:
                self._read[path] = questionnaire(path.read_text("utf-8"), str(path))
            except (OSError, UnicodeDecodeError) as error:
                reason = getattr(error, "strerror", None) or "not UTF-8 text"
                message = f"{path}: {reason}"
                raise DataFileError([Problem(one.file, 1, message)]) from None
        return self._read[path]


def shipped() -> list[Path]:
    """Every transcript that ships with Anfang."""
    return sorted(HERE.glob(f"*{FOLDER}/*.yaml"))


def found(places: Iterable[Path]) -> Iterator[Path]:
    """The transcripts at *places*: files as they are, folders searched, and of a questionnaire
    those beside it."""
    for place in places:
        if place.is_dir():
            beside = sorted(place.glob(f"**/*{FOLDER}/*.yaml"))
            yield from beside or sorted(place.glob("*.yaml"))
        elif place.with_suffix(FOLDER).is_dir():
            yield from sorted(place.with_suffix(FOLDER).glob("*.yaml"))
        else:
            yield place


def read(path: Path) -> Transcript:
    """The transcript in the file.  Raises DataFileError, also for a file that cannot be read."""
    try:
        return transcript(path.read_text("utf-8"), str(path))
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise DataFileError([Problem(str(path), line, "not UTF-8 text")]) from None
    except OSError as error:
        message = error.strerror or "cannot be read"
        raise DataFileError([Problem(str(path), 1, message)]) from None
