"""Closed sets and predicates.

Generated from ontology/schema by `make schema`; do not edit.
"""

from enum import StrEnum
from typing import NamedTuple

__all__ = [
    "Adjustment",
    "AgentStatus",
    "ApprovalStatus",
    "Attribution",
    "BIOLINK_RELEASE",
    "ClaimState",
    "Confidence",
    "Confounding",
    "DeliverySystem",
    "Depth",
    "Direction",
    "DoseDependence",
    "EffectMeasure",
    "EndToEnd",
    "EvidenceKind",
    "Interchangeability",
    "Jurisdiction",
    "KIND_CATEGORIES",
    "Matrix",
    "Metric",
    "NodeKind",
    "PREDICATES",
    "Phase",
    "Predicate",
    "ProductType",
    "Prominence",
    "Redistribution",
    "ReleaseForm",
    "Reversibility",
    "RiskCategory",
    "Role",
    "Route",
    "SCHEMA_VERSION",
    "SecondReading",
    "Seriousness",
    "Setting",
    "SourceKind",
    "Stance",
    "YesNo",
]

SCHEMA_VERSION = "0.2.0"
BIOLINK_RELEASE = "4.4.4"


class NodeKind(StrEnum):
    """The kinds of node, one per node."""

    AGENT = "Agent"
    AGENTCLASS = "AgentClass"
    FORMULATION = "Formulation"
    REGIMEN = "Regimen"
    METABOLITE = "Metabolite"
    TARGET = "Target"
    PATHWAY = "Pathway"
    PROCESS = "Process"
    CELLTYPE = "CellType"
    ORGAN = "Organ"
    PATHOGEN = "Pathogen"
    EXPOSURE = "Exposure"
    CLINICALSTATE = "ClinicalState"
    BIOMARKER = "Biomarker"
    TEST = "Test"
    INTERVENTION = "Intervention"
    GENOTYPE = "Genotype"
    OUTCOME = "Outcome"
    RECOMMENDATION = "Recommendation"
    TRIAL = "Trial"


class Role(StrEnum):
    """Roles of an agent (first four) or of a clinical state (last three). An agent of local use is only put on skin, eye, airway or gut."""

    IMMUNOSUPPRESSANT = "immunosuppressant"
    CO_MEDICATION = "co-medication"
    ENDOGENOUS = "endogenous"
    LOCAL_USE = "local-use"
    CONDITION = "condition"
    RISK = "risk"
    PATIENT_FACTOR = "patient-factor"


class RiskCategory(StrEnum):
    """One category per risk."""

    INFECTION = "infection"
    MALIGNANCY = "malignancy"
    METABOLIC = "metabolic"
    CARDIOVASCULAR = "cardiovascular"
    RENAL = "renal"
    HEPATIC = "hepatic"
    HAEMATOLOGICAL = "haematological"
    NEUROLOGICAL = "neurological"
    DERMATOLOGICAL = "dermatological"
    GASTROINTESTINAL = "gastrointestinal"
    PULMONARY = "pulmonary"
    MUSCULOSKELETAL = "musculoskeletal"
    OCULAR = "ocular"
    ENDOCRINE = "endocrine"
    REPRODUCTIVE = "reproductive"
    INFUSION_AND_HYPERSENSITIVITY = "infusion-and-hypersensitivity"
    IMMUNE_MEDIATED = "immune-mediated"
    PSYCHIATRIC = "psychiatric"
    GRAFT = "graft"
    WOUND = "wound"
    MORTALITY = "mortality"


class AgentStatus(StrEnum):
    """Regulatory status."""

    APPROVED = "approved"
    WITHDRAWN = "withdrawn"
    INVESTIGATIONAL = "investigational"


class Direction(StrEnum):
    """Direction of has_risk (raises, lowers, no_difference) and of has_efficacy (improves, worsens, noninferior, no_difference), against the comparator (none or placebo if there is none)."""

    RAISES = "raises"
    LOWERS = "lowers"
    NO_DIFFERENCE = "no_difference"
    IMPROVES = "improves"
    WORSENS = "worsens"
    NONINFERIOR = "noninferior"


class ClaimState(StrEnum):
    """What the evidence of a claim says together."""

    SUPPORTED = "supported"
    CONFLICTING = "conflicting"
    REFUTED = "refuted"
    NOT_FOUND = "not_found"


class Confidence(StrEnum):
    """How sure a claim or path is, best first."""

    ESTABLISHED = "established"
    PROVISIONAL = "provisional"
    HYPOTHETICAL = "hypothetical"


class EndToEnd(StrEnum):
    """Whether a source states the whole path or we assembled it."""

    STATED = "stated"
    ASSEMBLED = "assembled"


class EvidenceKind(StrEnum):
    """Kinds of evidence."""

    LABEL = "label"
    GUIDELINE = "guideline"
    RANDOMISED_TRIAL = "randomised_trial"
    META_ANALYSIS = "meta_analysis"
    COHORT = "cohort"
    REGISTRY = "registry"
    CASE_SERIES = "case_series"
    SPONTANEOUS_REPORT = "spontaneous_report"
    PHARMACOKINETIC_STUDY = "pharmacokinetic_study"
    HUMAN_GENETICS = "human_genetics"
    ANIMAL = "animal"
    IN_VITRO = "in_vitro"
    REVIEW = "review"
    REGULATORY_REVIEW = "regulatory_review"
    DATABASE = "database"


class Stance(StrEnum):
    """What one piece of evidence says of the claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    LOOKED_FOR_NOT_FOUND = "looked_for_not_found"


class SecondReading(StrEnum):
    """Verdict of the second reader. Only supported rows are built."""

    SUPPORTED = "supported"
    PENDING = "pending"


class Jurisdiction(StrEnum):
    """ISO 3166 code, EU, or INT for an international body."""

    US = "US"
    EU = "EU"
    UK = "UK"
    AU = "AU"
    CA = "CA"
    CH = "CH"
    CN = "CN"
    FR = "FR"
    HK = "HK"
    ID = "ID"
    IL = "IL"
    JP = "JP"
    MY = "MY"
    PH = "PH"
    SG = "SG"
    TH = "TH"
    INT = "INT"


class Matrix(StrEnum):
    """What a concentration is measured in."""

    WHOLE_BLOOD = "whole blood"
    PLASMA = "plasma"
    SERUM = "serum"
    RED_BLOOD_CELLS = "red blood cells"
    URINE = "urine"


class Metric(StrEnum):
    """Which figure of a concentration–time curve."""

    C0 = "C0"
    C2 = "C2"
    AUC = "AUC"
    AUC0_12 = "AUC0-12"
    CMAX = "Cmax"
    STEADY_STATE_CONCENTRATION = "steady-state concentration"
    CONCENTRATION = "concentration"
    CUMULATIVE_DOSE = "cumulative dose"
    DAILY_DOSE = "daily dose"


class Attribution(StrEnum):
    """By which kind of mechanism an agent causes a risk."""

    ON_TARGET_IMMUNE = "on-target immune"
    ON_TARGET_OUTSIDE_THE_IMMUNE_SYSTEM = "on-target outside the immune system"
    OFF_TARGET = "off-target"
    PHARMACOKINETIC_OR_EXCIPIENT = "pharmacokinetic or excipient"
    INFUSION_OR_HYPERSENSITIVITY_OR_IMMUNOGENICITY = "infusion or hypersensitivity or immunogenicity"
    UNKNOWN = "unknown"


class Confounding(StrEnum):
    """What else could explain a risk, as the source says."""

    BY_INDICATION = "by indication"
    BY_CO_MEDICATION = "by co-medication"
    NONE_STATED = "none stated"


class Prominence(StrEnum):
    """How prominently a label states a risk."""

    BOXED = "boxed"
    WARNING = "warning"
    ADVERSE_REACTION = "adverse reaction"


class Seriousness(StrEnum):
    """Seriousness by ICH E2A."""

    SERIOUS = "serious"
    NOT_SERIOUS = "not serious"


class DoseDependence(StrEnum):
    """Whether the source calls the risk dose dependent."""

    DOSE_DEPENDENT = "dose-dependent"
    NOT_DOSE_DEPENDENT = "not dose-dependent"


class Reversibility(StrEnum):
    """Whether the source calls the risk reversible."""

    REVERSIBLE = "reversible"
    PARTLY_REVERSIBLE = "partly reversible"
    IRREVERSIBLE = "irreversible"


class Adjustment(StrEnum):
    """Whether a frequency is crude or adjusted."""

    CRUDE = "crude"
    ADJUSTED = "adjusted"


class YesNo(StrEnum):
    """Yes or no."""

    YES = "yes"
    NO = "no"


class SourceKind(StrEnum):
    """Kinds of source."""

    LABEL = "label"
    GUIDELINE = "guideline"
    TRIAL = "trial"
    META_ANALYSIS = "meta_analysis"
    COHORT = "cohort"
    REGISTRY = "registry"
    REVIEW = "review"
    LABORATORY_STUDY = "laboratory_study"
    CASE_REPORT = "case_report"
    REGULATORY = "regulatory"
    DATABASE = "database"


class Redistribution(StrEnum):
    """What the source's terms allow. We state facts in our own words from every source; `restricted` ones are dropped by --open-only."""

    OPEN = "open"
    FACTS_ONLY = "facts_only"
    RESTRICTED = "restricted"


class ApprovalStatus(StrEnum):
    """Status of a use."""

    APPROVED = "approved"
    OFF_LABEL = "off-label"
    INVESTIGATIONAL = "investigational"
    WITHDRAWN = "withdrawn"


class Setting(StrEnum):
    """Phase of therapy."""

    INDUCTION = "induction"
    MAINTENANCE = "maintenance"
    REJECTION_TREATMENT = "rejection treatment"
    DESENSITISATION = "desensitisation"
    RESCUE = "rescue"
    DISEASE_CONTROL = "disease control"
    ACUTE_TREATMENT = "acute treatment"
    PROPHYLAXIS = "prophylaxis"
    REPLACEMENT = "replacement"


class EffectMeasure(StrEnum):
    """Measures of the effect of treatment."""

    RISK_RATIO = "risk ratio"
    ODDS_RATIO = "odds ratio"
    HAZARD_RATIO = "hazard ratio"
    RATE_RATIO = "rate ratio"
    RISK_DIFFERENCE = "risk difference"
    RATE_DIFFERENCE = "rate difference"
    MEAN_DIFFERENCE = "mean difference"
    GEOMETRIC_MEAN_RATIO = "geometric mean ratio"


class Phase(StrEnum):
    """Phase of a clinical trial."""

    PHASE_1 = "1"
    PHASE_1_2 = "1/2"
    PHASE_2 = "2"
    PHASE_2_3 = "2/3"
    PHASE_3 = "3"
    PHASE_4 = "4"


class Route(StrEnum):
    """Routes of administration."""

    ORAL = "oral"
    INTRAVENOUS = "intravenous"
    SUBCUTANEOUS = "subcutaneous"
    INTRAMUSCULAR = "intramuscular"
    TOPICAL = "topical"
    INHALED = "inhaled"
    OPHTHALMIC = "ophthalmic"
    INTRAVITREAL = "intravitreal"
    SUPRACHOROIDAL = "suprachoroidal"
    RECTAL = "rectal"
    NASAL = "nasal"
    INTRA_ARTICULAR = "intra-articular"
    INTRADERMAL = "intradermal"
    INTRATHECAL = "intrathecal"


class ReleaseForm(StrEnum):
    """How a product releases its agent."""

    IMMEDIATE_RELEASE = "immediate release"
    EXTENDED_RELEASE = "extended release"
    DELAYED_RELEASE = "delayed release"
    MODIFIED = "modified"
    TARGETED_RELEASE = "targeted release"
    DEPOT = "depot"
    IMPLANT = "implant"


class DeliverySystem(StrEnum):
    """What carries the agent to its place."""

    LIPOSOME = "liposome"
    NANOPARTICLE = "nanoparticle"
    MICELLE = "micelle"
    MICROEMULSION = "microemulsion"
    MICROSPHERE = "microsphere"
    SOLID_DISPERSION = "solid dispersion"
    THIN_FILM_FREEZING = "thin-film freezing"
    ENTERIC_COATING = "enteric coating"
    PRODRUG = "prodrug"
    PEGYLATION = "pegylation"
    HYALURONIDASE = "hyaluronidase"
    BIODEGRADABLE_IMPLANT = "biodegradable implant"
    NON_BIODEGRADABLE_IMPLANT = "non-biodegradable implant"
    DRUG_ELUTING_STENT = "drug-eluting stent"
    HYDROGEL = "hydrogel"
    PREFILLED_PEN_OR_SYRINGE = "prefilled pen or syringe"
    ON_BODY_INJECTOR = "on-body injector"


class ProductType(StrEnum):
    """How a product stands to the first one of its agent."""

    ORIGINATOR = "originator"
    GENERIC = "generic"
    BIOSIMILAR = "biosimilar"


class Interchangeability(StrEnum):
    """Whether a source lets one product stand for another without supervision."""

    INTERCHANGEABLE = "interchangeable"
    NOT_INTERCHANGEABLE = "not interchangeable"


class Depth(StrEnum):
    """How deep an agent is covered."""

    FULL = "full"
    BASE = "base"
    PIPELINE = "pipeline"


class Predicate(NamedTuple):
    """A predicate: its sign, whether it may be a hop, what it joins and its Biolink mapping."""

    name: str
    sign: int
    causal: bool
    subjects: frozenset[str]
    objects: frozenset[str]
    opposite: str
    biolink: str
    aspect: str
    biolink_direction: str
    description: str


PREDICATES: dict[str, Predicate] = {
    "inhibits": Predicate(
        "inhibits",
        -1,
        True,
        frozenset({"Agent", "Metabolite", "Target", "Pathway", "Process", "CellType", "Exposure", "ClinicalState", "Pathogen", "Intervention"}),
        frozenset({"Target", "Pathway"}),
        "activates",
        "biolink:affects",
        "activity",
        "decreased",
        "The subject lowers the activity of the object.",
    ),
    "activates": Predicate(
        "activates",
        1,
        True,
        frozenset({"Agent", "Metabolite", "Target", "Pathway", "Process", "CellType", "Exposure", "ClinicalState", "Pathogen", "Intervention"}),
        frozenset({"Target", "Pathway"}),
        "inhibits",
        "biolink:affects",
        "activity",
        "increased",
        "The subject raises the activity of the object.",
    ),
    "depletes": Predicate(
        "depletes",
        -1,
        True,
        frozenset({"Agent", "Metabolite", "Target", "Process", "CellType", "Exposure", "ClinicalState", "Pathogen", "Intervention"}),
        frozenset({"CellType"}),
        "increases",
        "biolink:affects",
        "abundance",
        "decreased",
        "The subject removes cells of the object population.",
    ),
    "degrades": Predicate(
        "degrades",
        -1,
        True,
        frozenset({"Agent", "Metabolite", "Target", "Process", "Intervention"}),
        frozenset({"Target"}),
        "increases",
        "biolink:affects",
        "degradation",
        "increased",
        "The subject breaks the object down.",
    ),
    "increases": Predicate(
        "increases",
        1,
        True,
        frozenset({"Agent", "Metabolite", "Genotype", "Formulation", "Intervention", "Target", "Pathway", "Process", "CellType", "Exposure", "ClinicalState", "Pathogen"}),
        frozenset({"Target", "Process", "CellType", "ClinicalState", "Pathogen"}),
        "decreases",
        "biolink:affects",
        "activity_or_abundance",
        "increased",
        "The subject raises the amount, rate, number or severity of the object.",
    ),
    "decreases": Predicate(
        "decreases",
        -1,
        True,
        frozenset({"Agent", "Metabolite", "Genotype", "Formulation", "Intervention", "Target", "Pathway", "Process", "CellType", "Exposure", "ClinicalState", "Pathogen"}),
        frozenset({"Target", "Process", "CellType", "ClinicalState", "Pathogen"}),
        "increases",
        "biolink:affects",
        "activity_or_abundance",
        "decreased",
        "The subject lowers the amount, rate, number or severity of the object.",
    ),
    "raises_exposure_of": Predicate(
        "raises_exposure_of",
        1,
        True,
        frozenset({"Agent", "AgentClass", "Genotype", "Formulation", "Intervention", "Target", "ClinicalState", "Exposure"}),
        frozenset({"Exposure"}),
        "lowers_exposure_of",
        "biolink:affects",
        "abundance",
        "increased",
        "The subject raises a concentration of an agent or its active species; one measure of it (AUC) goes with another (trough).",
    ),
    "lowers_exposure_of": Predicate(
        "lowers_exposure_of",
        -1,
        True,
        frozenset({"Agent", "AgentClass", "Genotype", "Formulation", "Intervention", "Target", "ClinicalState", "Exposure"}),
        frozenset({"Exposure"}),
        "raises_exposure_of",
        "biolink:affects",
        "abundance",
        "decreased",
        "The subject lowers a concentration of an agent or its active species.",
    ),
    "has_risk": Predicate(
        "has_risk",
        0,
        False,
        frozenset({"Agent", "AgentClass", "Regimen", "Formulation", "Genotype"}),
        frozenset({"ClinicalState"}),
        "",
        "biolink:affects_likelihood_of",
        "",
        "",
        "Who takes the subject has another probability of the object; the direction says which.",
    ),
    "has_efficacy": Predicate(
        "has_efficacy",
        0,
        False,
        frozenset({"Agent", "AgentClass", "Regimen", "Formulation"}),
        frozenset({"Outcome"}),
        "",
        "biolink:affects",
        "",
        "",
        "In the condition of the context, who takes the subject does better, worse or alike in the object; the direction says which.",
    ),
    "treats": Predicate(
        "treats",
        0,
        False,
        frozenset({"Agent", "Regimen", "Formulation"}),
        frozenset({"ClinicalState"}),
        "",
        "biolink:treats",
        "",
        "",
        "Approved by a regulator for the object.",
    ),
    "studied_for": Predicate(
        "studied_for",
        0,
        False,
        frozenset({"Agent", "AgentClass", "Regimen", "Formulation"}),
        frozenset({"ClinicalState"}),
        "",
        "biolink:treats_or_applied_or_studied_to_treat",
        "",
        "",
        "Used off label or studied for the object, not approved where the evidence is from.",
    ),
    "contraindicated_in": Predicate(
        "contraindicated_in",
        0,
        False,
        frozenset({"Agent", "AgentClass", "Regimen", "Formulation", "Intervention"}),
        frozenset({"ClinicalState"}),
        "",
        "biolink:contraindicated_in",
        "",
        "",
        "Must not be given in the object state.",
    ),
    "interacts_with": Predicate(
        "interacts_with",
        0,
        False,
        frozenset({"Agent", "AgentClass", "Intervention"}),
        frozenset({"Agent", "AgentClass", "Intervention"}),
        "",
        "biolink:interacts_with",
        "",
        "",
        "Giving both changes effect or risk without a stated change of exposure.",
    ),
    "prevents": Predicate(
        "prevents",
        0,
        False,
        frozenset({"Intervention", "Agent"}),
        frozenset({"ClinicalState"}),
        "",
        "biolink:preventative_for_condition",
        "",
        "",
        "The intervention is done to keep the object from happening.",
    ),
    "mitigates": Predicate(
        "mitigates",
        0,
        False,
        frozenset({"Intervention", "Agent"}),
        frozenset({"ClinicalState", "Process", "Exposure"}),
        "",
        "biolink:ameliorates_condition",
        "",
        "",
        "The intervention lessens the object or its consequences.",
    ),
    "monitors": Predicate(
        "monitors",
        0,
        False,
        frozenset({"Test", "Biomarker"}),
        frozenset({"ClinicalState", "Exposure", "Process", "Pathway", "CellType", "Target", "Pathogen"}),
        "",
        "biolink:related_to",
        "",
        "",
        "The test observes the object.",
    ),
    "binds": Predicate(
        "binds",
        0,
        False,
        frozenset({"Agent", "Metabolite", "Target"}),
        frozenset({"Target"}),
        "",
        "biolink:directly_physically_interacts_with",
        "",
        "",
        "Physical binding, without a stated effect. Never a hop.",
    ),
    "substrate_of": Predicate(
        "substrate_of",
        0,
        False,
        frozenset({"Agent", "Metabolite"}),
        frozenset({"Target"}),
        "",
        "biolink:is_substrate_of",
        "",
        "",
        "The subject is handled by the enzyme or transporter.",
    ),
    "has_metabolite": Predicate(
        "has_metabolite",
        0,
        False,
        frozenset({"Agent", "Metabolite"}),
        frozenset({"Metabolite", "Agent"}),
        "",
        "biolink:has_metabolite",
        "",
        "",
        "The subject is turned into the object in the body.",
    ),
    "has_exposure": Predicate(
        "has_exposure",
        0,
        False,
        frozenset({"Agent", "AgentClass"}),
        frozenset({"Exposure"}),
        "",
        "biolink:related_to",
        "",
        "",
        "The object is an exposure of the subject.",
    ),
    "member_of": Predicate(
        "member_of",
        0,
        False,
        frozenset({"Agent", "AgentClass"}),
        frozenset({"AgentClass"}),
        "",
        "biolink:member_of",
        "",
        "",
        "The agent belongs to the class.",
    ),
    "formulation_of": Predicate(
        "formulation_of",
        0,
        False,
        frozenset({"Formulation"}),
        frozenset({"Agent"}),
        "",
        "biolink:related_to",
        "",
        "",
        "The product form contains the agent.",
    ),
    "has_component": Predicate(
        "has_component",
        0,
        False,
        frozenset({"Regimen", "Target"}),
        frozenset({"Agent", "AgentClass", "Target", "Intervention"}),
        "",
        "biolink:has_part",
        "",
        "",
        "The regimen or complex contains the object.",
    ),
    "participates_in": Predicate(
        "participates_in",
        0,
        False,
        frozenset({"Target", "CellType", "Process"}),
        frozenset({"Pathway", "Process"}),
        "",
        "biolink:participates_in",
        "",
        "",
        "The subject takes part in the object.",
    ),
    "expressed_in": Predicate(
        "expressed_in",
        0,
        False,
        frozenset({"Target"}),
        frozenset({"CellType", "Organ"}),
        "",
        "biolink:expressed_in",
        "",
        "",
        "The subject is found in the object.",
    ),
}


KIND_CATEGORIES: dict[str, str] = {
    "Agent": "biolink:Drug",
    "AgentClass": "biolink:ChemicalEntity",
    "Formulation": "biolink:Drug",
    "Regimen": "biolink:Treatment",
    "Metabolite": "biolink:SmallMolecule",
    "Target": "biolink:BiologicalEntity",
    "Pathway": "biolink:Pathway",
    "Process": "biolink:BiologicalProcess",
    "CellType": "biolink:Cell",
    "Organ": "biolink:AnatomicalEntity",
    "Pathogen": "biolink:OrganismTaxon",
    "Exposure": "biolink:ClinicalAttribute",
    "ClinicalState": "biolink:DiseaseOrPhenotypicFeature",
    "Biomarker": "biolink:ClinicalAttribute",
    "Test": "biolink:Procedure",
    "Intervention": "biolink:Procedure",
    "Genotype": "biolink:Genotype",
    "Outcome": "biolink:ClinicalFinding",
    "Recommendation": "biolink:InformationContentEntity",
    "Trial": "biolink:ClinicalTrial",
}
