"""Every page of the programme, whole from request to text, on a portfolio of 5,000 projects with 200,000 results."""

import statistics
import time

import django

from bench.report import Report, slow_end

PROJECTS, RESULTS = 5_000, 200_000
TIMES = 20
LIMIT = 300
PAGES = {
    "the portfolio": "/projects/",
    "the portfolio, a later page": "/projects/?at={cursor}",
    "the portfolio, words": "/projects/?q=project+4711",
    "the portfolio, status and year": "/projects/?status=running&year=2019",
    "the portfolio, jurisdiction, goal and KPI": "/projects/?jurisdiction=XK&goal=goal-3&kpi=kpi-8",
    "the portfolio, mechanism": "/projects/?mechanism={mechanism}",
    "a project with 40 results": "/projects/{project}/",
    "goals and KPIs": "/projects/goals/",
    "participants": "/projects/participants/",
    "recommendations that are open": "/projects/recommendations/",
    "all recommendations": "/projects/recommendations/?show=all",
    "the half-yearly report": "/projects/report/?period=2020-H1",
    "the page of IATI files": "/projects/iati/",
    "what was taken out of sight": "/projects/removed/",
    "editing a project": "/projects/{project}/edit/",
    "editing a result": "/projects/results/{output}/edit/",
    "recording a project": "/projects/new/",
    "the library": "/library/",
    "the library, words": "/library/?q=manual+47",
}
OFFICE_ONLY = ("recommend", "report", "sight", "editing", "recording", "library")


def run(report: Report) -> None:
    """Fill a portfolio, then open every page as the programme officer and as a donor."""
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415  exists only after setup

    from bench.programme_rows import fill  # noqa: PLC0415  models exist only after setup

    call_command("migrate", verbosity=0)
    start = time.perf_counter()
    fill(PROJECTS, RESULTS)
    report.add(f"making {PROJECTS:,} projects and {RESULTS:,} results", time.perf_counter() - start, "s")
    start = time.perf_counter()
    from headstamp.snapshot.actions import refresh  # noqa: PLC0415

    refresh(full=True)
    report.add("the snapshot with them, anew", time.perf_counter() - start, "s")
    measure(report)


def measure(report: Report) -> None:
    """Each page for each reader: the slow end, and the median and slow end of all."""
    from django.test import Client, override_settings  # noqa: PLC0415  models exist only after setup

    from headstamp.accounts import limits  # noqa: PLC0415
    from headstamp.console.homing import collect_seldom  # noqa: PLC0415

    collect_seldom()  # as the server does
    from headstamp.accounts.models import Unit, User  # noqa: PLC0415

    limits.LIMITS = dict.fromkeys(
        limits.LIMITS, limits.Limit(10**9, 3600)
    )  # a measurement asks more than a person
    everything: list[float] = []
    names = _names()
    unit = Unit.objects.get(code="bench")
    with override_settings(HEADSTAMP_REQUIRE_MFA=False, ALLOWED_HOSTS=["testserver"]):
        for role in ("programme_officer", "donor"):
            user = User.objects.create(username=f"bench-{role}", unit=unit, roles=[role], password="!")
            client = Client()
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
            for name, address in PAGES.items():
                if role == "donor" and any(word in name for word in OFFICE_ONLY):
                    continue
                url = address.format(**names)
                answer = client.get(url)
                if answer.status_code != 200:
                    raise AssertionError(f"{url} answers {answer.status_code}")
                samples = []
                for _ in range(TIMES):
                    start = time.perf_counter()
                    client.get(url)
                    samples.append((time.perf_counter() - start) * 1000)
                everything += samples
                report.add(f"{name}, {role.partition('_')[0]}, p95", slow_end(samples), "ms", at_most=LIMIT)
    everything.sort()
    report.add("all pages, p50", statistics.median(everything), "ms")
    report.add("all pages, p95", slow_end(everything), "ms", at_most=LIMIT)


def _names() -> dict[str, str]:
    from headstamp.programme.models import Mechanism, Output, Project  # noqa: PLC0415  models exist only after setup
    from headstamp.registry.queries import page_of  # noqa: PLC0415

    page = page_of(Project.objects.order_by("-starts_on", "-id"), sort="-starts_on", size=50)
    published = Project.objects.filter(published_at__isnull=False)[77]
    return {
        "cursor": page.next_cursor or "",
        "mechanism": Mechanism.objects.all()[3].uid,
        "project": published.uid,
        "output": Output.objects.filter(project=published)[9].uid,
    }
