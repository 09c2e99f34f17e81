"""The parts of the documentation that are written from the code itself.

    python tools/make_docs.py            write them
    python tools/make_docs.py --check    exit code 1, and their names, when any is old

Settings, commands and permissions are told by the code that acts on them, so that the
documentation can't differ from the program.
"""

from __future__ import annotations

import argparse
import ast
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
DECISIONS = ROOT / "docs" / "decisions"
NOTE = "<!-- Written by `make docs`; change the code, then run it again. -->\n\n"
STATUSES = ("proposed", "accepted", "replaced")


def settings_page() -> str:
    """Tell every setting, its default, meaning and an example."""
    from fardplan.config.environment import SETTINGS

    parts = [
        NOTE,
        (
            "# Settings\n\nEvery setting is read from the environment, or from a file `.env`"
            " beside `manage.py` (start from `dotenv-sample`); the environment wins. All"
            " have a default that works. The explanations are those that the program"
            " itself gives when a value can't be used.\n"
        ),
    ]
    for setting in SETTINGS:
        default = f"`{setting.default}`" if setting.default else "empty"
        parts.append(f"\n## `{setting.name}`\n\n{setting.help}\n\nDefault: {default}\n")
        if setting.example:
            parts.append(f"\nExample: `{setting.name}={setting.example}`\n")
    return "".join(parts)


def commands_page() -> str:
    """Tell every command with its arguments, as the parser knows them."""
    from fardplan.cli.main import build_parser

    parts = [
        NOTE,
        (
            "# Commands\n\nEvery command has `--help`. Results are printed on standard"
            " output, progress and problems on standard error. Exit codes: `0` done, `1` a"
            " problem was found (and told), `2` the command was written wrongly.\n"
        ),
        *_commands_of(build_parser()),
    ]
    return "".join(parts)


def _commands_of(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for sub in action.choices.values():
                yield f"\n## `{sub.prog}`\n\n{sub.description or ''}\n"
                yield _arguments_of(sub)
                if sub.epilog:
                    label, _, example = sub.epilog.partition(": ")
                    yield f"\n{label}: `{example}`\n"
                yield from _commands_of(sub)


def _arguments_of(parser: argparse.ArgumentParser) -> str:
    rows = []
    for action in parser._actions:
        if isinstance(action, argparse._HelpAction | argparse._SubParsersAction):
            continue
        name = ", ".join(action.option_strings) or str(action.metavar or action.dest)
        if action.option_strings and action.nargs != 0:
            name += f" {action.metavar or action.dest.upper()}"
        text = (action.help or "") % {"default": action.default, "prog": parser.prog}
        rows.append(f"| `{name}` | {text} |")
    if not rows:
        return ""
    return "\n| argument | meaning |\n|---|---|\n" + "\n".join(rows) + "\n"


def permissions_page() -> str:
    """Tell every rule: the function, what it asks, and the reason a person is given."""
    parts = [
        NOTE,
        (
            "# Permissions\n\nWho may do what is decided in each app's `rules.py`, and"
            " nowhere else. `check_…` raises with the reason; `can_…` answers yes or no. On"
            " the web a page that a person may not see answers 404.\n"
        ),
    ]
    for file in rule_files():
        app = file.relative_to(ROOT / "src" / "fardplan" / "apps").parts[0]
        parts.append(
            f"\n## {app}\n\n| rule | meaning | reason given |\n|---|---|---|\n"
        )
        for function in rules_in(file):
            meaning = " ".join((ast.get_docstring(function) or "").split())
            meaning = re.sub(r":\w+:`~?\.?([^`]+)`", r"`\1`", meaning)
            reasons = "<br>".join(_reasons(function))
            parts.append(f"| `{function.name}` | {meaning} | {reasons} |\n")
    return "".join(parts)


def rule_files() -> list[Path]:
    """Give every module of rules."""
    apps = ROOT / "src" / "fardplan" / "apps"
    return sorted([*apps.glob("*/rules.py"), *apps.glob("*/rules/*.py")])


def rules_in(file: Path) -> list[ast.FunctionDef]:
    """Give the public rules of a module."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def _reasons(function: ast.FunctionDef) -> Iterator[str]:
    """Give each Swedish text in what the rule raises."""
    for node in ast.walk(function):
        if isinstance(node, ast.Raise) and node.exc:
            for part in ast.walk(node.exc):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value


def decisions_page() -> str:
    """Give the index of the decisions: number, title, status."""
    rows = [
        f"| [{file.name[:4]}]({file.name}) | {title} | {status} |\n"
        for file in decision_files()
        for title, status in [read_decision(file)]
    ]
    return (
        f"{NOTE}# Decisions\n\nWhy things are as they are: the context, what was decided"
        " and what follows from it. A decision is not edited when it no longer holds; a"
        " new one replaces it.\n\n| number | decision | status |\n|---|---|---|\n"
        + "".join(rows)
    )


def decision_files() -> list[Path]:
    """Give the decisions in order."""
    return sorted(DECISIONS.glob("[0-9][0-9][0-9][0-9]-*.md"))


def read_decision(file: Path) -> tuple[str, str]:
    """Give title and status; ValueError tells what a decision lacks."""
    text = file.read_text(encoding="utf-8")
    title = re.match(rf"# {int(file.name[:4])}\. (.+)\n", text)
    status = re.search(rf"^Status: (({'|'.join(STATUSES)})\b.*)$", text, re.MULTILINE)
    if not title or not status:
        raise ValueError(
            f"{file.name} needs “# {int(file.name[:4])}. Title” and Status:"
        )
    for heading in ("Context", "Decision", "Consequences"):
        if f"\n## {heading}\n" not in text:
            raise ValueError(f"{file.name} has no section {heading}")
    return title[1], status[1]


def dotenv_sample() -> str:
    """Give the sample of a settings file."""
    from fardplan.config.environment import to_dotenv

    return to_dotenv()


def thread_rules_page() -> str:
    """Tell every rule of the thread check, with the small plans that prove it."""
    import yaml

    from fardplan.engine.plans.thread_rules import read_thread_rules

    spec = yaml.safe_load((ROOT / "tests/spec/thread_rules.yaml").read_text("utf-8"))
    rules = read_thread_rules(
        (ROOT / "definitions/thread_rules.yaml").read_text("utf-8")
    )
    parts = [
        NOTE,
        (
            "# The rules of the thread check\n\nWhat `fardplan check PROGRAMME` and the page"
            " *Håller tråden?* look for. Texts, severity and limits are data,"
            " `definitions/thread_rules.yaml`. The small plans are"
            " `tests/spec/thread_rules.yaml`, and are run as tests; today is 2026-11-22.\n"
        ),
    ]
    for rule in rules.values():
        limits = ", ".join(f"{name} {value}" for name, value in rule.limits.items())
        parts.append(
            f"\n## `{rule.key}`\n\n**{rule.title}** ({rule.severity}). {rule.why}"
            f" *{rule.source}.*" + (f" Limits: {limits}." if limits else "") + "\n"
        )
        for case in spec[rule.key]:
            beside = {
                k: case[k]
                for k in ("adoption", "look_over", "vision_checked")
                if k in case
            }
            told = "".join(f"{k}: {v}\n" for k, v in beside.items())
            gaps = ", ".join(case["gaps"]) or "none"
            parts.append(
                f"\n{case['why'][0].upper()}{case['why'][1:]}:\n\n```\n{case['plan']}{told}```\n\n"
                f"Gaps: {gaps}.\n"
            )
    return "".join(parts)


def read_schema() -> str:
    """Give the JSON Schema of what `fardplan read --json` answers."""
    import json

    from fardplan.engine.sources.output_shape import json_schema

    return json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n"


def indicator_schema() -> str:
    """Give the JSON Schema of an indicator's definition."""
    import json

    from fardplan.engine.indicators.definition import json_schema

    return json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n"


PAGES: dict[Path, Callable[[], str]] = {
    REFERENCE / "settings.md": settings_page,
    REFERENCE / "commands.md": commands_page,
    REFERENCE / "permissions.md": permissions_page,
    REFERENCE / "read.schema.json": read_schema,
    REFERENCE / "indicator.schema.json": indicator_schema,
    REFERENCE / "thread-rules.md": thread_rules_page,
    DECISIONS / "README.md": decisions_page,
    ROOT / "dotenv-sample": dotenv_sample,
}


def main() -> int:
    """Write or check every page; give the exit code."""
    parser = argparse.ArgumentParser(description="Write the generated documentation.")
    parser.add_argument("--check", action="store_true", help="change nothing")
    options = parser.parse_args()
    old = [file for file, page in PAGES.items() if not _is_new(file, page())]
    for file in old:
        print(f"{file.relative_to(ROOT)}: {'is old' if options.check else 'written'}")
        if not options.check:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(PAGES[file](), encoding="utf-8")
    return int(options.check and bool(old))


def _is_new(file: Path, text: str) -> bool:
    return file.exists() and file.read_text(encoding="utf-8") == text


def set_up_django() -> None:
    """Let the commands be imported, without touching the data of an installation."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "fardplan.config.settings"
    django.setup()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FARDPLAN_DATA_DIR"] = folder
        set_up_django()
        sys.exit(main())
