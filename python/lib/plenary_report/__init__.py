"""Conference reports compiled from one YAML source into PDF, Word, EPUB, web page, text and Markdown.

>>> import plenary_report as plenary
>>> compiler = plenary.Compiler(formats=["txt"])
>>> outputs = compiler.build(b'''
... publication: {title: Fair work in ports, publisher: Port Board, date: 2024-06-14}
... body:
...   - title: Introduction
...     content: [Sixty participants met in Lisbon.]
... ''')
>>> "Sixty participants met in Lisbon." in outputs["txt"].decode()
True
"""

from importlib.metadata import version

from ._plenary import Applied, Comparison, Compiler, Imported, Review, import_
from ._results import Error, InternalError, Message, Outputs, Preflight, Related, ReportError

__version__ = version("plenary-report")

__all__ = [
    "Applied",
    "Comparison",
    "Compiler",
    "Error",
    "Imported",
    "InternalError",
    "Message",
    "Outputs",
    "Preflight",
    "Related",
    "ReportError",
    "Review",
    "import_",
]
