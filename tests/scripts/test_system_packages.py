"""Where a system package is missing and may not be installed, the officer is told which and how."""

import os
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "system-packages"


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A PATH with nothing on it but the shell's own tools; tests add what a machine has."""
    for tool in ("bash", "dirname", "grep", "readlink", "sed", "sh", "env"):
        (tmp_path / tool).symlink_to(
            next(path for path in (Path("/usr/bin") / tool, Path("/bin") / tool) if path.exists())
        )
    program(tmp_path, "id", "echo 1000")
    program(tmp_path, "fc-list", "echo DejaVu Sans")
    program(tmp_path, "apt-get", f'echo "$@" >>{tmp_path}/installed')
    return tmp_path


def program(folder: Path, name: str, line: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    (folder / name).chmod(0o755)


def ask(machine: Path, part: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [SCRIPT, part],
        env={**os.environ, "PATH": str(machine), "JAVA_HOME": "", "JVMS": str(machine / "jvm")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_is_there_is_not_asked_for(machine: Path) -> None:
    for tool in ("chromium", "certutil"):
        program(machine, tool, "true")
    done = ask(machine, "browser")
    assert (done.returncode, done.stderr) == (0, "")


def test_an_ordinary_user_is_told_what_to_run(machine: Path) -> None:
    done = ask(machine, "browser")
    assert done.returncode == 1
    assert "sudo apt-get install --no-install-recommends chromium" in done.stderr
    assert not (machine / "installed").exists()


def test_root_gets_it_installed(machine: Path) -> None:
    program(machine, "id", "echo 0")
    done = ask(machine, "browser")
    assert done.returncode == 0
    assert "install -y" in (machine / "installed").read_text(encoding="utf-8")
    assert "chromium" in (machine / "installed").read_text(encoding="utf-8")


def test_another_system_is_told_the_names(machine: Path) -> None:
    (machine / "apt-get").unlink()
    done = ask(machine, "browser")
    assert done.returncode == 1
    assert "your system's package tool" in done.stderr


@pytest.mark.parametrize(
    ("version", "is_taken"), [("1.8.0_412", False), ("17.0.15", True), ("21.0.2", True), ("25.0.3", False)]
)
def test_only_a_java_that_spark_runs_on_is_taken(machine: Path, version: str, is_taken: bool) -> None:
    program(machine, "java", f"echo 'openjdk version \"{version}\" 2026-04-21' >&2")
    done = ask(machine, "java")
    assert (done.returncode == 0) == is_taken
    assert ("default-jre-headless" in done.stderr) != is_taken


def test_a_java_beside_the_one_in_use_is_found(machine: Path) -> None:
    (machine / "jvm" / "java-17" / "bin").mkdir(parents=True)
    program(machine / "jvm" / "java-17" / "bin", "java", "echo 'openjdk version \"17.0.15\"' >&2")
    program(machine, "java", "echo 'openjdk version \"25.0.3\"' >&2")
    assert ask(machine, "java").returncode == 0
