"""What each field of the programme's tables is. Projects are made to be published; recommendations are for the office."""

from headstamp.registry.classification import fields

_RECORDED = {
    "technical": "id uid version",
    "kept": "created_at created_by changed_at changed_by deleted_at deleted_by",
    "secret": "deleted_reason",
}


def _recorded(counted: str, told: str = "", kept: str = "") -> dict[str, str]:
    return _RECORDED | {"counted": counted, "told": told, "kept": f"{_RECORDED['kept']} {kept}"}


CLASSIFIED = {
    "programme.Mechanism": fields(
        technical="id uid", counted="jurisdiction name reach", kept="created_at created_by"
    ),
    "programme.Partner": fields(technical="id", counted="jurisdiction name"),
    "programme.Project": fields(
        **_recorded(
            "jurisdiction code title status starts_on ends_on objective mechanism predecessor published_at",
            "unit",
            "published_by",
        )
    ),
    "programme.ProjectJurisdiction": fields(technical="id", counted="project code"),
    "programme.ProjectPartner": fields(technical="id", counted="project partner implements"),
    "programme.Contribution": fields(technical="id", counted="project scale code"),
    "programme.Money": fields(technical="id", counted="project kind amount currency year printed"),
    "programme.ProjectLine": fields(technical="id position", counted="project kind text"),
    "programme.Output": fields(
        **_recorded(
            "project parent position code kind title description dimension starts_on ends_on recipient languages expires_on place level channel reference published_at",
            "whereabouts findings",
        )
    ),
    "programme.OutputNumber": fields(
        technical="id position",
        counted="output unit value qualifier sex jurisdiction audience period printed",
    ),
    "programme.Recommendation": fields(**_recorded("", "output due_on done_on"), named="text owner outcome"),
    "programme.Indicator": fields(
        **_recorded(
            "project position code title unit definition direction baseline baseline_on measure where published_at"
        )
    ),
    "programme.Manual": fields(
        technical="id uid version folded",
        kept="created_at created_by changed_at changed_by deleted_at deleted_by",
        secret="deleted_reason",
        told="jurisdiction kind title summary",
    ),
    "programme.ManualPage": fields(technical="id", told="manual page"),
    "programme.ManualFile": fields(
        technical="id sha256 media_type size",
        kept="added_at added_by withdrawn_at withdrawn_by",
        told="manual version issued_on language note name",
    ),
    "programme.TakenRow": fields(
        technical="id number ordinal digest subject_kind subject_id has_made",
        kept="source register sheet key outcome",
        told="told",
    ),
    "programme.IndicatorPoint": fields(
        technical="id", counted="indicator kind period value sex jurisdiction evidence"
    ),
}
