"""The reader's categories beside the register's kinds of items: which kind a category stands for, and the other way round."""

from collections.abc import Mapping

from headstamp.vocabulary import codes

_KIND_OF: Mapping[str, str] = {
    "air_gas_alarm": "alarm_gas", "ammunition": "cartridge", "component": "component_other", "explosive": "bulk_explosive",
    "grenade": "hand_grenade", "other": "other_weapon",
}  # fmt: skip
_LIKE_KINDS = (
    "pistol", "revolver", "rifle", "automatic_rifle", "submachine_gun", "machine_gun", "shotgun", "converted", "craft_made",
    "firearm_unspecified", "detonator", "magazine",
)  # fmt: skip
_CATEGORY_OF: Mapping[str, str] = {
    **{name: name for name in _LIKE_KINDS},
    "carbine": "rifle", "combination_gun": "shotgun", "pen_gun": "craft_made", "3d_printed": "craft_made",
    "alarm_gas": "air_gas_alarm", "acoustic": "air_gas_alarm", "air_weapon": "air_gas_alarm", "flare_gun": "air_gas_alarm",
    "hand_grenade": "grenade", "rifle_grenade": "grenade", "launched_grenade": "grenade", "cartridge_case": "other", "fuze": "other",
}  # fmt: skip
_OF_CLASS = ("ammunition", "component", "explosive")
_WIDE = frozenset({"firearm_unspecified", "component", "other", "explosive", "detonator", "ammunition"})


def kind_of(category: str) -> str:
    """The kind of item that a category stands for where nothing more is said."""
    return _KIND_OF.get(category, category)


def narrowing_kind(category: str) -> str:
    """The kind by which a model's name may be told from others; '' for a category that is too wide."""
    return "" if category in _WIDE else kind_of(category)


def category_of(kind: str) -> str:
    """The reader's category of a kind of item."""
    if kind in _CATEGORY_OF:
        return _CATEGORY_OF[kind]
    known = codes.code("item_kinds", kind)
    item_class = str(known.facts["class"]) if known else ""
    return item_class if item_class in _OF_CLASS else "other"
