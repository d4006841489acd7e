"""What people ask the graph, as executable tests.

    sparql/NN-name.ttl     one question a file, in the form of the SIB's sparql-examples (SHACL sh:SPARQLExecutable)
    calls.py               questions that SPARQL cannot say: Python functions
    answers/NN-name.tsv    the answer of each, frozen; a changed one is a reviewed difference

Stands on `graph`, `graph.risk` and `graph.why`; the command line, the docs and the query page show them.
"""

from immunokg.graph.questions.answers import Answer, Change, compare_answer, read_answer, run_question, write_answer
from immunokg.graph.questions.catalog import Question, find_questions, get_question

__all__ = [
    "Answer",
    "Change",
    "Question",
    "compare_answer",
    "find_questions",
    "get_question",
    "read_answer",
    "run_question",
    "write_answer",
]
