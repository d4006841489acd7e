"""One toy graph for all tests, invented, small enough to be checked by eye.

tacrolimus ─+→ tacrolimus-fkbp12-complex ─−→ calcineurin ─+→ nfat-in-beta-cells ─+→ insulin-secretion ─−→ ptdm
    │                                            │             [beta-cell]            [beta-cell]
    └binds→ fkbp12 ←binds┐                       └─+→ il2-transcription ─+→ shared-kinase ─+→ insulin-secretion
                         │                             [t-cell]  │ [t-cell]   [t-cell]         [beta-cell]
sirolimus ───────────────┘                                       └─+→ t-cell-activation ─+→ rejection
    └─+→ sirolimus-fkbp12-complex ─−→ mtorc1 ─+→ t-cell-activation            [t-cell]
                    └─ inhibits calcineurin: refuted

fluconazole ─+→ tacrolimus-trough ─+→ ptdm           cyp3a5-expresser ─−→ tacrolimus-trough ─−→ rejection
cni-dose-reduction ─−→ tacrolimus-trough
jak-inhibitors has_risk thrombosis, heritable; tofacitinib and deucravacitinib are members;
deucravacitinib has_risk thrombosis: looked for and not found
tacrolimus has_risk ptdm (raises); belatacept has_risk ptdm (lowers, against tacrolimus)
belatacept has_efficacy graft-survival [kidney-rejection] (improves, against tacrolimus)
mtorc1 increases / decreases hyperlipidaemia: two sources, conflicting
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from immunokg.ontology.tables import table_schemas

__all__ = ["Rows", "toy_rows", "write_tables"]

Rows = dict[str, list[dict[str, str]]]

NODES = """
tacrolimus Agent|sirolimus Agent|belatacept Agent|tofacitinib Agent|deucravacitinib Agent|fluconazole Agent
jak-inhibitors AgentClass|tacrolimus-fkbp12-complex Target|sirolimus-fkbp12-complex Target|fkbp12 Target
calcineurin Target|mtorc1 Target|shared-kinase Target|nfat-in-beta-cells Process|il2-transcription Process
t-cell-activation Process|insulin-secretion Process|beta-cell CellType|t-cell CellType|pancreas Organ
tacrolimus-trough Exposure|ptdm ClinicalState|rejection ClinicalState|kidney-rejection ClinicalState
thrombosis ClinicalState|hyperlipidaemia ClinicalState|pregnancy ClinicalState|cyp3a5-expresser Genotype
cni-dose-reduction Intervention|hba1c Test|mesna Agent|graft-survival Outcome
"""
ROLES = {"fluconazole": "co-medication", "mesna": "co-medication", "pregnancy": "patient-factor"}
CATEGORIES = {
    "ptdm": "metabolic",
    "rejection": "graft",
    "kidney-rejection": "graft",
    "thrombosis": "cardiovascular",
    "hyperlipidaemia": "metabolic",
}
NAMED = {"source": "review-toy", "locator": "p. 1", "second_reading": "supported"}
DETAILS: dict[str, dict[str, str]] = {
    "tacrolimus": {
        "synonyms": "FK506|Prograf",
        "status": "approved",
        "exact": "CHEBI:61049",
        "definition": "A macrolide that acts through FKBP12.",
        **NAMED,
    },
    "ptdm": {"label": "post-transplant diabetes mellitus", "synonyms": "PTDM|new-onset diabetes", **NAMED},
    "calcineurin": {"synonyms": "protein phosphatase 2B", "encoded_by": "HGNC:9314", **NAMED},
    "beta-cell": {"part_of": "pancreas"},
    "kidney-rejection": {"broader": "rejection"},
}
MECHANISMS = """
tacrolimus increases tacrolimus-fkbp12-complex +1 - review-toy review
tacrolimus-fkbp12-complex inhibits calcineurin -1 - review-toy review
tacrolimus-fkbp12-complex inhibits calcineurin -1 - label-toy label
calcineurin increases nfat-in-beta-cells +1 beta-cell lab-toy animal
nfat-in-beta-cells increases insulin-secretion +1 beta-cell lab-toy in_vitro
insulin-secretion decreases ptdm -1 - label-toy label
calcineurin increases il2-transcription +1 t-cell review-toy review
il2-transcription increases t-cell-activation +1 t-cell review-toy review
il2-transcription increases shared-kinase +1 t-cell review-toy review
shared-kinase increases insulin-secretion +1 beta-cell review-toy review
t-cell-activation increases rejection +1 - label-toy label
sirolimus increases sirolimus-fkbp12-complex +1 - review-toy review
sirolimus-fkbp12-complex inhibits mtorc1 -1 - label-toy label
mtorc1 increases t-cell-activation +1 t-cell review-toy review
mtorc1 increases hyperlipidaemia +1 - review-toy review
mtorc1 decreases hyperlipidaemia -1 - lab-toy animal
tacrolimus-trough increases ptdm +1 - label-toy label
tacrolimus-trough decreases rejection -1 - label-toy label
"""


def toy_rows() -> Rows:
    """Return the rows of the toy graph by table; a fresh copy each call."""
    rows: Rows = {
        "nodes": list(_nodes()),
        "sources": [_source(name, kind) for name, kind in SOURCES.items()],
        "exposures": [
            _row(slug="tacrolimus-trough", agent="tacrolimus", analyte="tacrolimus", matrix="whole blood", metric="C0")
        ],
        "structure": [
            _row("tacrolimus binds fkbp12"),
            _row("sirolimus binds fkbp12"),
            _row("tofacitinib member_of jak-inhibitors"),
            _row("deucravacitinib member_of jak-inhibitors"),
        ],
        "mechanisms": [_mechanism(line) for line in MECHANISMS.strip().splitlines()],
        "interactions": [
            _row("fluconazole raises_exposure_of tacrolimus-trough", sign="1", factor="AUC ×2", mechanism=""),
            _row("cni-dose-reduction lowers_exposure_of tacrolimus-trough", sign="-1"),
        ],
        "genotypes": [_row("cyp3a5-expresser lowers_exposure_of tacrolimus-trough", sign="-1", body="CPIC", grade="A")],
        "risks": _risks(),
        "efficacy": [_efficacy()],
        "uses": [_row("mesna contraindicated_in pregnancy", source="label-toy", evidence_kind="label")],
        "care": _care(),
    }
    refuted = _row("sirolimus-fkbp12-complex inhibits calcineurin", sign="-1", stance="refutes")
    rows["mechanisms"].append(refuted)
    return rows


def _risks() -> list[dict[str, str]]:
    frequency = {"arm": "tacrolimus", "events": "20", "total": "100", "population": "kidney", "horizon": "1 year"}
    return [
        _row("tacrolimus has_risk ptdm", direction="raises", prominence="warning", jurisdiction="US", **frequency),
        _row("belatacept has_risk ptdm", direction="lowers", comparator="tacrolimus"),
        _row("jak-inhibitors has_risk thrombosis", direction="raises", heritable="yes", source="label-toy",
             evidence_kind="label", prominence="boxed", jurisdiction="US"),
        _row("deucravacitinib has_risk thrombosis", direction="raises", stance="looked_for_not_found"),
    ]  # fmt: skip


def _efficacy() -> dict[str, str]:
    arms = {"arm": "belatacept", "events": "95", "total": "100", "comparator_arm": "tacrolimus",
            "comparator_events": "90", "comparator_total": "100", "population": "kidney"}  # fmt: skip
    effect = {"effect_measure": "hazard ratio", "effect": "0.5", "effect_low": "0.3", "effect_high": "0.9",
              "interval_percent": "95", "p_value": "0.02"}  # fmt: skip
    triple = "belatacept has_efficacy graft-survival"
    return _row(triple, direction="improves", context="kidney-rejection", comparator="tacrolimus",
                endpoint="graft loss at 1 year", trial="TOY", **arms, **effect)  # fmt: skip


def _care() -> list[dict[str, str]]:
    window = {"unit": "ng/mL", "organ": "kidney", "time_since_transplant": "month 1–3", "target_metric": "C0"}
    return [
        _row("hba1c monitors ptdm", interval="every 3 months", for_agents="tacrolimus"),
        _row("hba1c monitors tacrolimus-trough", target_low="5", target_high="10", **window),
        _row("cni-dose-reduction mitigates ptdm", source="label-toy", evidence_kind="label"),
    ]


SOURCES = {"review-toy": "review", "label-toy": "label", "lab-toy": "laboratory_study"}


def _source(name: str, kind: str) -> dict[str, str]:
    return {
        "id": name,
        "source_kind": kind,
        "title": f"A toy {kind.replace('_', ' ')}",
        "date_read": "2026-11-24",
        "url": f"https://example.org/{name}",
        "licence": "CC0",
        "redistribution": "open",
    }


def _nodes() -> Iterable[dict[str, str]]:
    for entry in NODES.replace("\n", "|").strip("|").split("|"):
        slug, kind = entry.split()
        row = {"slug": slug, "kind": kind, "label": slug.replace("-", " ")}
        if kind == "Agent":
            row["roles"] = ROLES.get(slug, "immunosuppressant")
        if kind == "ClinicalState":
            row["roles"] = ROLES.get(slug, "condition|risk")
            row["risk_category"] = CATEGORIES.get(slug, "")
        yield row | DETAILS.get(slug, {})


def _row(triple: str = "", **cells: str) -> dict[str, str]:
    key = dict(zip(("subject", "predicate", "object"), triple.split(), strict=False))
    usual = {
        "source": "review-toy",
        "locator": "p. 2",
        "evidence_kind": "review",
        "stance": "supports",
        "finding": f"The toy source says: {triple or cells.get('slug')}.",
        "second_reading": "supported",
    }
    if not triple:
        usual.pop("stance")
    return key | usual | cells


def _mechanism(line: str) -> dict[str, str]:
    *triple, sign, context, source, kind = line.split()
    extra = {} if context == "-" else {"context": context}
    return _row(" ".join(triple), sign=str(int(sign)), source=source, evidence_kind=kind, **extra)


def write_tables(folder: Path, rows: Mapping[str, Iterable[Mapping[str, str]]]) -> Path:
    """Write rows as tidy tables into `folder` and return it; tables without rows are left out."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in rows.items():
        columns = table_schemas()[name].column_names
        lines = sorted(tuple(row.get(column, "") for column in columns) for row in table)
        if lines:
            text = "".join("\t".join(line) + "\n" for line in [columns, *lines])
            (folder / f"{name}.tsv").write_text(text, encoding="utf-8", newline="\n")
    return folder
