"""Loads the projects of the source document through the same actions as an officer's pages."""

from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.programme.actions import publish_project, record_mechanism, record_output, record_project
from headstamp.programme.models import Project
from headstamp.programme.source import mechanisms_told, outputs_told, projects_told


def load_source(asker: Asker) -> list[Project]:
    """Record the four projects with all their outputs, and publish them: they are public already."""
    with recording(asker):
        for name, reach in mechanisms_told():
            record_mechanism(asker, name=name, reach=reach)
        made = []
        for number, facts in enumerate(projects_told(), 1):
            project = record_project(asker, facts=facts)
            for output in outputs_told(number):
                record_output(asker, project=project.uid, facts=output)
            made.append(publish_project(asker, uid=project.uid))
    return made
