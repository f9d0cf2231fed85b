"""Addresses of the pages: one module for each subject, each with its own `urlpatterns`. A new page adds one line."""

from django.urls import URLPattern, URLResolver, include, path

SUBJECTS = (
    "shell",
    "errors",
    "home",
    "signing_in",
    "profile",
    "roles",
    "welcome",
    "resets",
    "offices",
    "accounts",
    "log",
    "lists",
    "entering",
    "completing",
    "editing",
    "contesting",
    "approving",
    "attachments",
    "checks",
    "people",
    "vehicles",
    "linking",
    "circles",
    "lists_of_records",
    "records",
    "intake",
    "intake_layouts",
    "intake_mending",
    "intake_running",
    "intake_words",
    "searching",
    "periods",
    "publication",
    "warnings",
    "figures",
    "entered_figures",
    "bulletin",
    "boards",
    "boundaries",
    "map",
    "aid_files",
    "projects",
    "source",
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"headstamp.web.views.{subject}")) for subject in SUBJECTS
]
