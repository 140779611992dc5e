"""The page in a real browser with the network shut, and its bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from cluegraph.graph.engine import Result
from cluegraph.i18n import Text, use_language
from cluegraph.viz.condense import bundle_payments
from cluegraph.viz.gather import gather
from cluegraph.viz.model import Edge, Network, Node, Row
from cluegraph.viz.network import Heading, network_html
from cluegraph.viz.vocabulary import Kinds

CHROMIUM = Path("/usr/bin/chromium")
ID, ACCOUNT, PHONE = "330299197001010018", "6217001234567890123", "13800001234"
HEADING = Heading("多人一卡", "同一账户收取多户补贴。", ((Text("线索编号", "clue"), "SUB-03-ABCDEFGHIJ"),))
NASTY = (
    "</script><script>window.hacked=1</script>",
    '<img src=x onerror="window.hacked=2">',
    "<a href='javascript:window.hacked=3'>href</a>",
    "javascript:window.hacked=4",
    "'\"><svg onload=window.hacked=5>",
    "{{ 7*7 }}{% raw %}",
    "\u2028window.hacked=6//",
    "<!--<script>",
    "group",
    "__proto__",
)
Make = Callable[..., Network]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield started
        started.close()


class Opened:
    """A page with everything that it asked for and complained of."""

    def __init__(self, browser: Browser, file: Path) -> None:
        context = browser.new_context(viewport={"width": 1366, "height": 768}, offline=True)
        self.page: Page = context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(file.as_uri())
        self.page.wait_for_function("window.cluegraphNetwork !== undefined")

    def click(self, node: str) -> None:
        """Clicks a node where it stands on the canvas."""
        spot = self.page.evaluate(
            "id => window.cluegraphNetwork.canvasToDOM(window.cluegraphNetwork.getPositions([id])[id])",
            node,
        )
        frame = self.page.locator("#canvas").bounding_box()
        assert frame is not None
        self.page.mouse.click(frame["x"] + spot["x"], frame["y"] + spot["y"])

    def shown_rows(self) -> int:
        return self.page.locator("article.row:visible").count()


def opened(browser: Browser, folder: Path, html: str) -> Opened:
    file = folder / "network.html"
    file.write_text(html, encoding="utf-8")
    return Opened(browser, file)


def nasty_network() -> Network:
    nodes = tuple(
        Node(
            f"Person:{text}",
            "Person",
            text,
            {"name": text, "title": text, "place": text},
            (Row(f"{text}.xlsx", text, 3, "ab" * 32, {text: text, "姓名": text}),),
            role=text,
        )
        for text in NASTY
    )
    odd = Node(f"{NASTY[0]}:1", NASTY[0], "标签")
    edges = tuple(Edge(nodes[0].id, node.id, NASTY[1], NASTY[0], {"relation": NASTY[0]}) for node in (*nodes[1:], odd))
    return Network((*nodes, odd), edges, (Text(NASTY[0], NASTY[0]),))


def test_nothing_is_requested_and_nothing_complained_of(
    browser: Browser, tmp_path: Path, shared_account: Make, kinds: Kinds
) -> None:
    seen = opened(browser, tmp_path, network_html(bundle_payments(shared_account(9, 3)), kinds, HEADING))
    assert seen.requests == [(tmp_path / "network.html").as_uri()]
    assert seen.complaints == []
    assert seen.page.evaluate("window.cluegraphNetwork.body.nodeIndices.length") == 14


def test_no_data_runs_as_script_or_becomes_markup(browser: Browser, tmp_path: Path, kinds: Kinds) -> None:
    heading = Heading(NASTY[0], NASTY[1], ((Text("编号", "id"), NASTY[0]),), {Text("理由", "why"): NASTY})
    seen = opened(browser, tmp_path, network_html(nasty_network(), kinds, heading))
    for node in range(len(NASTY)):
        seen.click(f"n{node}")
    seen.page.fill("#search", "script")
    assert seen.page.evaluate("window.hacked") is None
    assert seen.complaints == []
    assert len(seen.requests) == 1
    assert seen.page.locator("img, iframe, body a, object, embed, #canvas ~ script").count() == 0
    assert seen.page.locator("h1").inner_text() == NASTY[0]
    assert seen.page.evaluate("window.cluegraphNetwork.body.nodeIndices.length") == len(NASTY) + 1


def test_injected_script_would_be_stopped_by_the_policy(
    browser: Browser, tmp_path: Path, shared_account: Make, kinds: Kinds
) -> None:
    html = network_html(shared_account(2, 1), kinds, HEADING)
    broken = html.replace("</footer>", "</footer><script>window.hacked=1</script><img src='http://192.0.2.1/x.png'>")
    seen = opened(browser, tmp_path, broken)
    assert seen.page.evaluate("window.hacked") is None
    assert any("Content Security Policy" in complaint for complaint in seen.complaints)


def test_a_click_leads_from_the_picture_to_the_cells(
    browser: Browser, tmp_path: Path, shared_account: Make, kinds: Kinds
) -> None:
    network = shared_account(3, 1)
    seen = opened(browser, tmp_path, network_html(network, kinds, HEADING))
    assert seen.shown_rows() == 3
    number = next(index for index, node in enumerate(network.nodes) if node.label == "Payment")
    seen.click(f"n{number}")
    assert seen.shown_rows() == 1
    row = seen.page.locator("article.row:visible")
    assert "柳溪镇/上坪村/2023年耕地地力保护补贴.xlsx › 发放表 › 第 4 行" in row.inner_text()
    assert "300.00" in row.inner_text()
    assert seen.page.locator(".card:visible .facts").inner_text().startswith("金额")
    seen.page.keyboard.press("Escape")
    assert seen.shown_rows() == 3
    assert seen.page.locator("#overview").is_visible()


def test_a_person_shows_the_rows_of_the_payments_beside_it(
    browser: Browser, tmp_path: Path, shared_account: Make, kinds: Kinds
) -> None:
    network = shared_account(2, 2)
    seen = opened(browser, tmp_path, network_html(network, kinds, HEADING))
    number = next(index for index, node in enumerate(network.nodes) if node.caption == "王一")
    seen.click(f"n{number}")
    assert seen.shown_rows() == 2


def test_search_finds_and_shows_a_node(browser: Browser, tmp_path: Path, shared_account: Make, kinds: Kinds) -> None:
    seen = opened(browser, tmp_path, network_html(bundle_payments(shared_account(9, 2)), kinds, HEADING))
    seen.page.keyboard.press("/")
    seen.page.keyboard.type("李一")
    assert seen.page.locator("#found button:visible").all_inner_texts() == ["人员 李一"]
    seen.page.keyboard.press("Enter")
    assert seen.page.locator(".card:visible h2").inner_text() == "人员 李一"


@pytest.mark.parametrize("shape", ["box", "ellipse"])
def test_shapes_that_we_draw_ourselves_are_drawn(browser: Browser, tmp_path: Path, shape: str, kinds: Kinds) -> None:
    drawn = Kinds({"Contract": replace(kinds.node("Village"), label="Contract", shape=shape, colour="#00ff00")}, {})
    seen = opened(
        browser, tmp_path, network_html(Network((Node("Contract:1", "Contract", "合同"),), ()), drawn, HEADING)
    )
    green = seen.page.evaluate(
        """() => {
            const canvas = document.querySelector("#canvas canvas");
            const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
            let found = 0;
            for (let i = 0; i < data.length; i += 4) {
                found += data[i] === 0 && data[i + 1] === 255 && data[i + 2] === 0 ? 1 : 0;
            }
            return found;
        }"""
    )
    assert green > 300
    assert seen.complaints == []


def test_the_panel_and_the_canvas_fit_an_office_screen(
    browser: Browser, tmp_path: Path, shared_account: Make, kinds: Kinds
) -> None:
    seen = opened(browser, tmp_path, network_html(shared_account(6, 2), kinds, HEADING))
    size = seen.page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    assert size == [1366, 768]
    frame = seen.page.locator("#canvas").bounding_box()
    assert frame is not None
    assert frame["width"] >= 900
    assert frame["height"] >= 600


def test_every_evidence_row_is_printed(browser: Browser, tmp_path: Path, shared_account: Make, kinds: Kinds) -> None:
    seen = opened(browser, tmp_path, network_html(shared_account(6, 2), kinds, HEADING))
    seen.page.emulate_media(media="print")
    assert seen.shown_rows() == 12
    assert seen.page.locator("footer").is_visible()


def test_masked_bytes_hold_no_whole_number(shared_account: Make, kinds: Kinds) -> None:
    heading = Heading(
        f"{ID}与{ACCOUNT}", f"电话{PHONE}", ((Text("键", "key"), ID),), {Text("理由", "why"): (f"见{ACCOUNT}",)}
    )
    network = shared_account(4, 2)
    noted = Network(network.nodes, network.edges, (Text(f"遗漏{ID}", ""),))
    for page in (network_html(noted, kinds, heading), network_html(bundle_payments(noted, few=2), kinds, heading)):
        for whole in (ID, ACCOUNT, PHONE, "19700101"):
            assert whole.encode() not in page.encode("utf-8")
        assert "330299********0018" in page
        assert "证件号、账号、电话已遮蔽" in page


def test_no_number_that_looks_personal_is_in_a_masked_page(shared_account: Make, kinds: Kinds) -> None:
    page = network_html(shared_account(4, 2), kinds, HEADING)
    ours = re.sub(r"<script>.*?</script>|<style>.*?</style>", "", page, flags=re.DOTALL)
    assert re.findall(r"(?<![\d.])\d{11,}[Xx]?", ours) == []


def test_unmasked_shows_whole_numbers_and_says_so(shared_account: Make, kinds: Kinds) -> None:
    page = network_html(shared_account(4, 2), kinds, HEADING, mask=False)
    assert ID in page
    assert ACCOUNT in page
    assert "未遮蔽" in page


def test_the_page_says_that_it_is_a_lead(shared_account: Make, kinds: Kinds) -> None:
    page = network_html(shared_account(2, 1), kinds, HEADING)
    assert "线索，不是结论" in page
    assert "内部资料" in page
    use_language("en")
    try:
        english = network_html(shared_account(2, 1), kinds, HEADING)
    finally:
        use_language("zh")
    assert "a lead, not a finding" in english
    assert '<html lang="en">' in english


def test_a_result_of_the_engine_becomes_a_network(kinds: Kinds) -> None:
    person: dict[str, object] = {"_label": "Person", "key": ID, "name": "张三", "id_no": ID, "natural_key": ID}
    paid: dict[str, object] = {
        "_label": "Payment",
        "key": "r1",
        "amount_fen": 123450,
        "period": "2023",
        "path": "a.xlsx",
        "sheet": "表",
        "row": 4,
        "source": "ab",
        "ref": "r1",
    }
    edge: dict[str, object] = {
        "_type": "PAID_TO",
        "_start": "Payment:r1",
        "_end": f"Person:{ID}",
        "path": "a.xlsx",
        "sheet": "表",
        "row": 4,
        "source": "ab",
    }
    stray: dict[str, object] = {"_type": "INTO", "_start": "Payment:r1", "_end": "Account:1"}
    rows = [[person, [paid, edge], stray], [person, [paid, edge], stray]]
    network = gather([Result(["p", "x", "r"], rows)], kinds, {ID})  # type: ignore[arg-type]
    assert [(node.id, node.caption, node.focus) for node in network.nodes] == [
        (f"Person:{ID}", "张三", True),
        ("Payment:r1", "1,234.50 元\n2023", False),
    ]
    assert [(edge.type, edge.caption) for edge in network.edges] == [("PAID_TO", "发给")]
    assert [row.row for row in network.rows()] == [4]


def test_a_long_number_is_masked_before_its_caption_is_shortened(kinds: Kinds) -> None:
    account: dict[str, object] = {"_label": "Account", "key": ACCOUNT}
    page = network_html(gather([Result(["a"], [[account]])], kinds), kinds, HEADING)  # type: ignore[list-item]
    assert '"label":"****0123"' in page
    assert ACCOUNT[:11] not in page
