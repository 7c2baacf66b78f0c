"""Documents of the page are those of the command line, byte for byte; what is missing or locked is said."""

import hashlib
import html
import io
import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from fastapi.testclient import TestClient

from staffing.cli import main
from staffing_api.app import create_app
from staffing_api.settings import Settings
from tests.unit.test_scenarios import SCENARIOS

NAMES = {"report.docx": "docx", "plan.xlsx": "xlsx", "report.html": "html"}


def call(arguments: list[str]) -> None:
    """Run the command line and see that it succeeds."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 0


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """A client of a server with the shipped scenarios."""
    app = create_app(Settings(scenarios=SCENARIOS, lang="zh"))
    with TestClient(app, base_url="http://localhost:8000", follow_redirects=False) as running:
        yield running


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["qingxiu", "siding8"])
def test_the_same_bytes_as_by_the_command_line(
    client: TestClient, tmp_path: Path, name: str, lang: str
) -> None:
    formats = ",".join(NAMES.values())
    path = str(SCENARIOS / name)
    call(["report", path, "--format", formats, "--out", str(tmp_path), "--lang", lang])
    call(["run", path, "--out", str(tmp_path / "run"), "--lang", lang])
    for file, ending in NAMES.items():
        answer = client.get(f"/output/{file}?scenario={name}&lang={lang}")
        assert answer.status_code == 200, file
        assert answer.content == (tmp_path / f"report.{ending}").read_bytes(), file
    result = client.get(f"/output/result.json?scenario={name}&lang={lang}")
    assert result.content == (tmp_path / "run" / "result.json").read_bytes()


def test_the_question_of_the_state_is_in_the_report(client: TestClient, tmp_path: Path) -> None:
    path = str(SCENARIOS / "qingxiu")
    asked = ["--whatif", "-4", "--mode", "increment"]
    call(["report", path, "--format", "docx", "--out", str(tmp_path), *asked])
    answer = client.get("/output/report.docx?scenario=qingxiu&delta=-4&mode=increment")
    assert answer.content == (tmp_path / "report.docx").read_bytes()


def test_hashes_shown_are_those_of_the_files(client: TestClient) -> None:
    for file in (*NAMES, "result.json"):
        row = client.get(f"/output/{file}/row?scenario=qingxiu").text
        content = client.get(f"/output/{file}?scenario=qingxiu").content
        assert hashlib.sha256(content).hexdigest() in row
        assert f"{round(len(content) / 1000, 1)} kB" in row


def test_the_page_does_not_wait_for_what_takes_long(client: TestClient) -> None:
    asked = "scenario=qingxiu&delta=-2"
    page = client.get(f"/output?{asked}").text
    for name in NAMES:
        address = re.search(rf'hx-get="(/output/{name}/row[^"]*)" hx-trigger="load"', page)
        assert address, name
        row = client.get(html.unescape(address[1]), headers={"HX-Request": "true"})
        assert row.status_code == 200
        assert "hx-push-url" not in row.headers
        assert "hx-get" not in row.text
    assert "/output/result.json/row" not in page
    assert client.get(f"/output/secret.docx/row?{asked}").status_code == 404


def test_the_notice_is_locked_until_it_may_be_published(client: TestClient) -> None:
    page = client.get("/output?scenario=qingxiu").text
    assert "[E_NOTICE]" in page
    assert 'href="/output/notice.docx' not in page
    assert client.get("/output/notice.docx?scenario=qingxiu").status_code == 422
    asked = "scenario=qingxiu&formal.publicity=open&formal.notice_from=2026-03-09"
    assert 'href="/output/notice.docx' in client.get(f"/output?{asked}", follow_redirects=True).text
    answer = client.get(f"/output/notice.docx?{asked}")
    assert (answer.status_code, answer.content[:2]) == (200, b"PK")


def test_particulars_are_printed_and_change_no_figure(client: TestClient) -> None:
    words = "formal.issuer=甲%3A%20乙&formal.document_number=编办〔2026〕1号"
    page = client.get(f"/output?scenario=qingxiu&{words}", follow_redirects=True).text
    assert 'value="甲: 乙"' in page
    plain = client.get("/output/result.json?scenario=qingxiu").json()
    filled = client.get(f"/output/result.json?scenario=qingxiu&{words}").json()
    assert filled["issuer"] == "甲: 乙"
    assert filled["stations"] == plain["stations"]
    assert filled["input_sha256"] == plain["input_sha256"]


def test_what_is_not_filled_in_is_listed(client: TestClient) -> None:
    page = client.get("/output?scenario=qingxiu").text
    assert "尚未填写，文中印作×" in page


def test_what_is_not_filled_in_has_the_names_of_the_form(client: TestClient) -> None:
    page = client.get("/output?scenario=qingxiu&lang=en").text
    assert "Document number, Counting rule" in page
    assert "document_number, " not in page


def test_variants_stand_beside_the_proposed_plan_whatever_was_made_by_hand(client: TestClient) -> None:
    plain, hand = (
        docx.Document(io.BytesIO(client.get(f"/output/report.docx?scenario=qingxiu{made}").content))
        for made in ("", "&posts.S06=13")
    )
    compared = [
        next(
            [cell.text for row in table.rows for cell in row.cells]
            for table in paper.tables
            if "减4" in table.rows[0].cells[2].text
        )
        for paper in (plain, hand)
    ]
    assert compared[0] == compared[1]


def test_there_are_no_other_documents(client: TestClient) -> None:
    assert client.get("/output/secret.docx?scenario=qingxiu").status_code == 404


def test_an_address_names_no_file_of_the_server(client: TestClient, tmp_path: Path) -> None:
    style = tmp_path / "own.yaml"
    style.write_text("red_head: secret\n", encoding="utf-8")
    for path in ("/output", "/output/report.docx"):
        answer = client.get(path, params={"scenario": "qingxiu", "style": str(style)})
        assert answer.status_code == 422
        assert "[E_STYLE]" in answer.text or "E_STYLE" in answer.text
        assert "secret" not in answer.text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_preview_says_what_the_word_document_says(client: TestClient, lang: str) -> None:
    asked = f"scenario=qingxiu&lang={lang}&delta=-4"
    page = client.get(f"/output?{asked}&preview=report.docx").text
    start = page.index('<article id="paper"')
    preview = _squeezed(html.unescape(re.sub(r"<[^>]*>", "\n", page[start : page.index("</article>")])))
    document = docx.Document(io.BytesIO(client.get(f"/output/report.docx?{asked}").content))
    said = [paragraph.text for paragraph in document.paragraphs]
    said += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert len(said) > 300
    missing = [words for words in said if _squeezed(words) not in preview]
    assert missing == []
    assert 'href="/pictures/burden.svg' in page[start:]


def _squeezed(words: str) -> str:
    return "".join(words.split())


def test_the_notice_is_shown_once_it_may_be_published(client: TestClient) -> None:
    locked = client.get("/output?scenario=qingxiu&preview=notice.docx")
    assert locked.status_code == 200
    assert '<article id="paper"' not in locked.text
    asked = "scenario=qingxiu&lang=zh&formal.publicity=open&formal.notice_from=2026-03-09"
    page = client.get(f"/output?{asked}&preview=notice.docx").text
    assert "公示" in page[page.index('<article id="paper"') :]
    assert client.get("/output?scenario=qingxiu&preview=secret.docx").status_code == 422


def test_a_notice_dated_after_its_period_is_warned_of(client: TestClient) -> None:
    asked = "/output?scenario=qingxiu&formal.publicity=open&formal.notice_from=2026-03-09&formal.date="
    assert "W_NOTICE_LATE" in client.get(asked + "2026-04-01").text
    assert "W_NOTICE_LATE" not in client.get(asked + "2026-03-06").text
