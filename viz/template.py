"""The templates of the pictures, what is inlined into them, and the policy that lets nothing else run or load."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import lru_cache
from importlib import resources

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from cluegraph.i18n import language
from cluegraph.viz import words

_VIS = "lib/vis-9.1.2/vis-network.min.js"


class _Compiled(BytecodeCache):
    """Compiled templates in memory: a run draws hundreds of pages from the same few."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def environment() -> Environment:
    """Autoescaping; `data` writes a value as JSON that cannot end its block, `inlined` one of our own files."""
    made = Environment(
        loader=PackageLoader("cluegraph.viz", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        bytecode_cache=_COMPILED,
    )
    made.filters["data"] = data
    zh = language() == "zh"
    made.globals.update(inlined=inlined, words=words, lang="zh-CN" if zh else "en", zh=zh)
    return made


def data(value: object) -> Markup:
    """JSON for a `<script type="application/json">`: `<`, `>` and `&` as escapes, so that no text can leave it."""
    loaded = json.loads(value) if isinstance(value, str) else value
    text = json.dumps(loaded, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


@lru_cache
def inlined(name: str) -> Markup:
    """A script or style sheet that ships with cluegraph, or `vis-network.js` from pyvis."""
    if name == "vis-network.js":
        text = resources.files("pyvis").joinpath(_VIS).read_text(encoding="utf-8")
        text = re.sub(r"//# sourceMappingURL=\S*", "", text)
        text = re.sub(r"\d{13,}", _separated, text)
    else:
        text = resources.files("cluegraph.viz").joinpath("static", name).read_text(encoding="utf-8")
    return Markup(text.replace("\r\n", "\n"))


def _separated(number: re.Match[str]) -> str:
    """A long number with separators: a search for whole ID or account numbers finds none in the script either."""
    digits = number.group()
    return "_".join(digits[at : at + 6] for at in range(0, len(digits), 6))


def policy(scripts: tuple[str, ...] = ("vis-network.js", "network.js"), style: str = "page.css") -> str:
    """The content security policy: nothing is loaded from anywhere, only these scripts and this style count."""
    allowed = " ".join(_hash(inlined(name)) for name in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(inlined(style))}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def options() -> str:
    """vis-network's options: no physics, positions as given."""
    return json.dumps(
        {
            "physics": {"enabled": False},
            "layout": {"improvedLayout": False},
            "nodes": {"font": {"size": 14, "face": "sans-serif", "color": "#1f2933", "strokeWidth": 3}},
            "edges": {
                "font": {"size": 12, "face": "sans-serif", "color": "#52606d", "align": "horizontal", "strokeWidth": 4},
                "arrows": {"to": {"enabled": True, "scaleFactor": 0.6}},
            },
            "interaction": {
                "hover": True,
                "multiselect": False,
                "selectConnectedEdges": False,
                "keyboard": {"enabled": True, "bindToWindow": False},
            },
        }
    )
