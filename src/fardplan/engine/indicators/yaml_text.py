"""YAML as plain data: a key told twice is a fault, and a day stays the text it was.

In: a text. Out: mappings, lists, texts, numbers and truth values.
"""

from __future__ import annotations

from typing import Any

import yaml


class YamlTextError(ValueError):
    """The text is no YAML that can be used; ``str()`` says why, in Swedish."""


class _Loader(yaml.SafeLoader):
    """SafeLoader keeps the last of two equal keys without a word; this one does not."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Any:
        keys = [key.value for key, _value in node.value]
        if doubled := sorted({str(key) for key in keys if keys.count(key) > 1}):
            line = node.start_mark.line + 1
            raise YamlTextError(f"rad {line}: {', '.join(doubled)} står två gånger")
        return super().construct_mapping(node, deep)


# A day would become a date, which is no JSON.
_Loader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in found if not tag.endswith("timestamp")]
    for letter, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def plain_data(text: str) -> Any:
    """Give what a YAML text says."""
    try:
        return yaml.load(text, _Loader)  # noqa: S506 -- a SafeLoader of ours
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        where = f"rad {mark.line + 1}: " if mark else ""
        raise YamlTextError(f"{where}är inte giltig YAML: {problem.problem}") from None
    except (yaml.YAMLError, ValueError) as problem:
        if isinstance(problem, YamlTextError):
            raise
        raise YamlTextError(f"är inte giltig YAML: {problem}") from None
