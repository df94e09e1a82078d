"""What the deployment's files promise, held as far as it can be without a container engine."""

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from app.cli import app as commands

ROOT = Path(__file__).parent.parent
SETUPTOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
PACKAGES = {pattern.removesuffix("*") for pattern in SETUPTOOLS["packages"]["find"]["include"]}
# What a service may ask Docker for; a misspelt key is an error there and must be one here.
SERVICE_KEYS = {
    *("build", "image", "command", "restart", "read_only", "tmpfs", "cap_drop", "security_opt"),
    *("volumes", "environment", "depends_on", "ports", "healthcheck"),
}
CONDITIONS = {"service_started", "service_healthy", "service_completed_successfully"}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    parsed = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    assert isinstance(parsed, dict)
    return parsed


@pytest.fixture(scope="module")
def services(compose: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = compose["services"]
    return found


def ours(services: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {name: service for name, service in services.items() if "build" in service}


def known_commands() -> set[str]:
    return set(typer.main.get_command(commands).commands)  # type: ignore[attr-defined]


def instructions(keyword: str) -> list[str]:
    """The arguments of a Dockerfile's instruction, wherever it stands."""
    text = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
    return re.findall(rf"^{keyword} +(.+)$", text, re.MULTILINE)


def test_compose_runs_every_role_and_what_they_need(services: dict[str, dict[str, Any]]) -> None:
    assert set(services) == {"postgres", "migrate", "web", "bot", "worker", "proxy"}
    for name, service in services.items():
        assert set(service) <= SERVICE_KEYS, name
        assert service["healthcheck"] if name in ("postgres", "proxy") else True


def test_every_command_in_compose_is_one_of_ours(services: dict[str, dict[str, Any]]) -> None:
    assert {name: service["command"] for name, service in ours(services).items()} == {
        role: [role] for role in ("migrate", "web", "bot", "worker")
    }
    assert {service["command"][0] for service in ours(services).values()} <= known_commands()


def test_nothing_starts_before_what_it_depends_on(services: dict[str, dict[str, Any]]) -> None:
    for name, service in services.items():
        for other, wait in service.get("depends_on", {}).items():
            assert other in services, name
            assert wait["condition"] in CONDITIONS
    for role in ("web", "bot", "worker"):
        assert services[role]["depends_on"] == {
            "migrate": {"condition": "service_completed_successfully"}
        }
    assert services["migrate"]["depends_on"]["postgres"]["condition"] == "service_healthy"
    assert services["proxy"]["depends_on"]["web"]["condition"] == "service_healthy"


def test_only_the_proxy_listens_to_the_world(services: dict[str, dict[str, Any]]) -> None:
    for name, service in services.items():
        for port in service.get("ports", []):
            assert name == "proxy" or port.startswith("127.0.0.1:"), (name, port)


def test_the_proxy_passes_on_to_services_that_are_there(
    services: dict[str, dict[str, Any]],
) -> None:
    proxied = re.findall(
        r"reverse_proxy (\w+):8080", (ROOT / "deploy/Caddyfile").read_text(), re.M
    )
    assert set(proxied) == {"bot", "web"}
    assert set(proxied) <= set(ours(services))


def test_every_variable_of_compose_is_in_the_example_file() -> None:
    used = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text()))
    explained = re.findall(r"^#? ?(\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert used - set(explained) == set()


def test_no_secret_has_a_value_in_the_repository() -> None:
    secret = r"(?:TOKEN|PASSWORD|SECRET|SECRET_KEY)"
    for line in (ROOT / ".env.example").read_text().splitlines():
        assert not re.search(rf"{secret}=\S", line), line
    for value in re.findall(rf"{secret}: (.+)", (ROOT / "docker-compose.yml").read_text()):
        assert re.fullmatch(r"\$\{\w+:(?:\?[\w .]+|-)\}", value), value


def test_every_volume_and_file_of_compose_exists(
    compose: dict[str, Any], services: dict[str, dict[str, Any]]
) -> None:
    named = set()
    for service in services.values():
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            if source.startswith("."):
                assert (ROOT / source).is_file(), volume
            else:
                named.add(source)
    assert named == set(compose["volumes"])


def test_the_image_runs_as_nobody_in_particular_and_installs_only_what_is_pinned() -> None:
    assert instructions("USER") == ["anfang"]
    installs = [line for line in instructions("RUN") if "pip install" in line]
    assert len(installs) == 2
    assert all("--require-hashes" in line or "--no-deps" in line for line in installs)
    assert set(instructions("CMD")) <= {f'["{command}"]' for command in known_commands()}
    [health] = instructions("HEALTHCHECK")
    assert "http://127.0.0.1:8080/healthz" in health


def allowed_into_the_image() -> list[str]:
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    return [line.removeprefix("!") for line in lines if line.startswith("!")]


def test_every_file_the_image_copies_exists() -> None:
    copied = [line for line in instructions("COPY") if not line.startswith("--from")]
    names = {name for line in copied for name in line.split()[:-1]} - {"."}
    assert names <= set(allowed_into_the_image())
    assert [name for name in allowed_into_the_image() if not (ROOT / name).exists()] == []
    assert set(allowed_into_the_image()) >= PACKAGES


def package_files() -> Iterator[str]:
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*"):
            if path.is_file() and path.suffix != ".pyc":
                yield path.relative_to(ROOT).as_posix()


def test_a_built_package_holds_every_file_the_program_reads(tmp_path: Path) -> None:
    source = tmp_path / "source"
    for name in allowed_into_the_image():
        if (ROOT / name).is_dir():
            shutil.copytree(
                ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__")
            )
        else:
            source.mkdir(exist_ok=True)
            shutil.copy(ROOT / name, source)
    build = f"import setuptools.build_meta as b; print(b.build_wheel({str(tmp_path)!r}))"
    subprocess.run(
        [sys.executable, "-c", build], cwd=source, check=True, capture_output=True, text=True
    )

    [wheel] = tmp_path.glob("*.whl")
    packed = set(zipfile.ZipFile(wheel).namelist())

    assert set(package_files()) - packed == set()


def test_the_locks_pin_every_library_by_hash_and_agree() -> None:
    pins: dict[str, dict[str, str]] = {}
    for lock in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / lock).read_text()
        assert not re.search(r"://|--(?:index|extra|find|trusted)", text), lock
        entries = re.findall(
            r"^([\w.-]+)==(\S+)[^\n]*((?:\n    --hash=sha256:[0-9a-f]{64}(?: \\)?)+)", text, re.M
        )
        assert len(entries) == len(re.findall(r"^[^\s#]", text, re.M)), lock
        pins[lock] = {name: version for name, version, _ in entries}
    assert pins["requirements.lock"].items() <= pins["requirements-dev.lock"].items()
    assert "setuptools" in pins["requirements.lock"]


def test_the_locks_hold_every_library_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    wanted = {
        "requirements.lock": project["dependencies"] + extras["postgres"],
        "requirements-dev.lock": project["dependencies"] + extras["postgres"] + extras["dev"],
    }
    for lock, requirements in wanted.items():
        locked = set(re.findall(r"^([\w.-]+)==", (ROOT / lock).read_text(), re.M))
        names = {re.split(r"[\[<>=!~ ]", requirement)[0] for requirement in requirements}
        assert {re.sub(r"[._]", "-", name.lower()) for name in names} - {"anfang"} <= locked


def test_make_offers_what_the_pages_tell_people_to_type() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M))
    assert {"demo", "test", "check", "bench", "fmt", "lock", "help"} <= targets
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    typed = {"make test": ".ci/run"}
    for page in pages:
        for code in re.findall(r"```.*?```|`[^`\n]+`", page.read_text(), re.S):
            for line in code.strip("`").splitlines():
                typed[line.strip().removeprefix(".venv/bin/")] = str(page.relative_to(ROOT))
    wrong = {
        (page, line)
        for line, page in typed.items()
        for program, known in (("make", targets), ("anfang", known_commands()))
        if (said := re.match(rf"{program} ([a-z]+)", line)) and said[1] not in known
    }
    assert wrong == set()
