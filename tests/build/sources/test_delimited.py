from __future__ import annotations

from pathlib import Path

from immunokg.build.sources.delimited import Layout, read_delimited, read_drug_names
from immunokg.build.sources.terms import Term


def read(folder: Path, text: str, layout: Layout) -> list[Term]:
    path = folder / "toy.txt"
    path.write_text(text, encoding="utf-8", newline="")
    return list(read_delimited(path, layout))


def test_a_header_alone_has_no_terms(tmp_path: Path) -> None:
    assert read(tmp_path, "id\tname\n", Layout("X", "id", ("name",))) == []


def test_joint_names_and_ids_are_taken_apart(tmp_path: Path) -> None:
    found = read(tmp_path, "id\tname\tmore\n1|2\ta\tb|c\n", Layout("X", "id", ("name", "more")))
    assert found == [Term("X:1", ("a", "b", "c")), Term("X:2", ("a", "b", "c"))]


def test_rows_without_id_or_name_are_passed_over(tmp_path: Path) -> None:
    assert read(tmp_path, "id\tname\n\ta\n1\t\n2\n", Layout("X", "id", ("name",))) == []


def test_a_prefix_that_the_file_writes_is_not_doubled(tmp_path: Path) -> None:
    layout = Layout("UBERON", "id", ("name",), only=("kind", "Anatomy"), cut="Anatomy::")
    text = "id\tname\tkind\nAnatomy::UBERON:1\tnose\tAnatomy\nGene::9\tNAT1\tGene\n"
    assert read(tmp_path, text, layout) == [Term("UBERON:1", ("nose",))]


def test_a_junk_line_and_another_delimiter(tmp_path: Path) -> None:
    layout = Layout("X", "ID", ("Name", "Synonyms"), delimiter=";", skip=1, joint=" | ")
    assert read(tmp_path, "Column1;Column2\r\nID;Name;Synonyms\r\n1;a;b | c\r\n", layout) == [
        Term("X:1", ("a", "b", "c"))
    ]


def test_commas_inside_quotes_and_markup_in_names(tmp_path: Path) -> None:
    layout = Layout("X", "id", ("name",), delimiter=",")
    assert read(tmp_path, 'id,name\n1,"5-HT<sub>1A</sub>, &beta;"\n', layout) == [Term("X:1", ("5-HT1A, β",))]


def test_a_quote_in_a_tsv_does_not_swallow_the_lines_after_it(tmp_path: Path) -> None:
    found = read(tmp_path, '1\t5" tube\n2\tb\n', Layout("X", "id", ("name",), columns=("id", "name")))
    assert found == [Term("X:1", ('5" tube',)), Term("X:2", ("b",))]


def test_withdrawn_rows_are_retired(tmp_path: Path) -> None:
    found = read(tmp_path, "id\tname\tstatus\n1\ta\tSymbol Withdrawn\n", Layout("X", "id", ("name",), status="status"))
    assert found == [Term("X:1", ("a",), "no successor")]


def test_a_long_table_gives_the_name_of_a_drug_to_all_its_ids(tmp_path: Path) -> None:
    path = tmp_path / "map.tsv"
    path.write_text(
        "DRUGBANK_ID\tNAMESPACE\tID\tSOURCE\nDB1\tCHEBI\t7\ta\nDB1\tCHEBI\t7\tb\nDB1\tCHEMBL\tCHEMBL9\ta\n"
        "DB1\tNAME\tLepirudin\ta\nDB2\tCAS\t1-1-1\ta\n",
        encoding="utf-8",
    )
    assert list(read_drug_names(path)) == [
        Term(curie, ("Lepirudin",)) for curie in ("DRUGBANK:DB1", "CHEBI:7", "CHEMBL.COMPOUND:CHEMBL9")
    ]
