from os import PathLike
from typing import Any, Literal, Mapping, Sequence, final

from ._results import Message, Outputs, Preflight

__all__ = ["Applied", "Comparison", "Compiler", "Imported", "Review", "_fail", "import_"]

#: A file: its content as bytes, or its path.
_File = bytes | str | PathLike[str]
_Files = Mapping[str, bytes] | Mapping[PathLike[str], bytes]
_Format = Literal["pdf", "pdf-print", "docx", "epub", "html", "txt", "md"]
_Standard = Literal["ua-1", "a-2a", "a-3a", "ua-2", "a-4"]

@final
class Compiler:
    """Builds, checks, compares and reviews reports with the same options.

    A report is its path, or its content as bytes. A report on disk may use the files around it. A report in memory
    may use only `files`, by their paths relative to the report: those of the compiler, and those of the call,
    which take precedence. Nothing is then read from the disk.

    Calls release the lock of the interpreter, so several threads can share a compiler.
    """

    def __new__(
        cls,
        template: str | PathLike[str] = ...,
        *,
        formats: Sequence[_Format] | None = None,
        files: _Files | None = None,
        strict: bool = False,
        date: str | None = None,
        pdf_standards: Sequence[_Standard] | None = None,
        pages_multiple: int = 1,
        docx_source: bool = True,
        embed_fonts: bool = False,
        ascii: bool = False,
        limits: Mapping[str, int] | None = None,
    ) -> Compiler:
        """Raises ValueError if a name is unknown or a date is invalid.

        :param template: name of a template, or folder with a ``template.yaml`` [default: conference]
        :param formats: formats to build [default: pdf, docx, epub, txt]
        :param files: files in memory for all reports, such as templates, fonts and logos
        :param strict: treat warnings as errors
        :param date: date stored in outputs, as YYYY-MM-DD [default: the date of publication]
        :param pdf_standards: standards of the PDF for readers [default: ua-1, a-2a]
        :param pages_multiple: pad the PDF for print with blank pages to a multiple of this number
        :param docx_source: store the source in Word files, so that changes in them can be written back
        :param embed_fonts: store the fonts in Word files
        :param ascii: write plain text in ASCII
        :param limits: limits on inputs, by the names in docs/limits.md
        """

    def build(
        self,
        source: _File,
        *,
        files: _Files | None = None,
        formats: Sequence[_Format] | None = None,
        name: str = "report.yaml",
        editions: Mapping[str, str] | None = None,
    ) -> Outputs:
        """Compiles a report. Raises ReportError if it has errors.

        :param formats: formats [default: those of the compiler]
        :param name: path of a report in memory, for messages and for the names of its files
        :param editions: web pages of the other editions, by language
        """

    def check(
        self, source: _File, *, files: _Files | None = None, name: str = "report.yaml"
    ) -> list[Message]:
        """Checks a report and returns its warnings. Raises ReportError if it has errors."""

    def preflight(
        self, source: _File, *, files: _Files | None = None, name: str = "report.yaml"
    ) -> Preflight:
        """Returns the data that a printer needs. Raises ReportError if the report has errors."""

    def compare(
        self,
        old: _File,
        new: _File,
        *,
        files: _Files | None = None,
        name: str = "report.yaml",
        author: str = "plenary",
        date: str | None = None,
    ) -> Comparison:
        """Compares two revisions. Raises ReportError if one has errors or their languages differ.

        :param files: files of both revisions, if the newer one is in memory
        :param author: author of the tracked changes
        :param date: date of the tracked changes, as YYYY-MM-DD [default: none]
        """

    def review(
        self,
        source: _File,
        returned: Mapping[str, _File],
        *,
        files: _Files | None = None,
        name: str = "report.yaml",
        base: _File | None = None,
        untracked: str | None = None,
    ) -> Review:
        """Lists the changes and comments of returned Word drafts.

        :param returned: Word files by name
        :param base: report from which the drafts were made, for files that no longer contain it
        :param untracked: name of the reviewer whose changes were not tracked
        """

@final
class Comparison:
    """The differences between two revisions."""

    @property
    def docx(self) -> bytes:
        """The newer draft for Word, with all changes tracked."""

    @property
    def summary(self) -> dict[str, Any]:
        """The changes, as ``plenary compare --message-format json`` prints them."""

    def text(self, width: int = 100) -> str:
        """The changes as a list, in lines of at most `width` columns."""

    def page(self, old: str = "old", new: str = "new") -> str:
        """The changes as a web page. The arguments name the revisions."""

@final
class Review:
    """The changes and comments of returned Word drafts."""

    @property
    def summary(self) -> dict[str, Any]:
        """The changes and comments, as ``plenary review --message-format json`` prints them."""

    def text(self, width: int = 100) -> str:
        """The changes and comments as a list, in lines of at most `width` columns."""

    def page(self) -> str:
        """A web page on which to read and decide."""

    def csv(self) -> str:
        """A table of all comments and changes, as CSV."""

    def matrix(self) -> bytes:
        """A table of all comments and changes, as a Word file."""

    def apply(self, numbers: Sequence[int]) -> Applied:
        """Writes the changes with these numbers into the report. Nothing on the disk is changed."""

@final
class Applied:
    """A report into which changes were written."""

    @property
    def source(self) -> bytes:
        """The new content of the report."""

    @property
    def made(self) -> list[int]:
        """The numbers of the changes that were made."""

    @property
    def already(self) -> list[int]:
        """The numbers of the changes that the report contained already."""

    @property
    def refused(self) -> list[tuple[int, str, str]]:
        """The other changes: number, reason, and what to do."""

@final
class Imported:
    """A report that was made from a Word or Markdown file."""

    @property
    def source(self) -> bytes:
        """The report."""

    @property
    def pictures(self) -> dict[str, bytes]:
        """The pictures of the report, by the paths under which it expects them."""

    @property
    def summary(self) -> dict[str, Any]:
        """What was recognized, as ``plenary import --message-format json`` prints it."""

    def text(self, width: int = 100) -> str:
        """What was recognized, in lines of at most `width` columns."""

def import_(
    source: _File,
    *,
    name: str = "report.docx",
    files: _Files | None = None,
    tracked: Literal["accept", "reject"] | None = None,
    date: str | None = None,
    stem: str | None = None,
    limits: Mapping[str, int] | None = None,
) -> Imported:
    """Makes a report from a Word or Markdown file. Raises Error if the file is refused.

    :param name: name of a file in memory; its extension, ``.docx`` or ``.md``, says what it is
    :param files: pictures of a Markdown file in memory
    :param tracked: whether to accept or to reject open changes [default: refuse a file that has any]
    :param date: date of publication, as YYYY-MM-DD, if the file does not say
    :param stem: what the names of pictures begin with [default: the name of the file]
    """

def _fail() -> None: ...
