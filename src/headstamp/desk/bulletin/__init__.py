"""The morning's 24-hour bulletin and the weekly sheet: drafted from the register, finished by an officer in Word."""

from headstamp.desk.bulletin.drafting import draft
from headstamp.desk.bulletin.plan import Kind, Part, Plan, plan_of, save_plan
from headstamp.desk.bulletin.printing import as_pdf, as_word
from headstamp.desk.bulletin.template import remove_template, save_template, template_bytes

__all__ = [
    "Kind",
    "Part",
    "Plan",
    "as_pdf",
    "as_word",
    "draft",
    "plan_of",
    "remove_template",
    "save_plan",
    "save_template",
    "template_bytes",
]
