"""nbclient runs notebooks; what they print equals what they hold."""

import copy
import os
import re
import shutil
import subprocess
from html.parser import HTMLParser

import nbformat
import pytest
from conftest import PACKAGE
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbconvert import HTMLExporter

NOTEBOOKS = sorted((PACKAGE / "notebooks").glob("*.ipynb"))
# Minutes of work each: .ci/notebooks makes them anew, and here what they hold is compared with their session files.
LONG = {"real-advice", "ten-splits"}


def said(cell):
    """What a cell says as text, whatever message carried it."""
    parts = []
    for output in cell.get("outputs", []):
        if output.output_type == "stream":
            parts.append(output.text)
        elif output.output_type == "error":
            parts.append(output.evalue)
        else:
            parts.append(output.data["text/plain"])
    return "".join(part if part.endswith("\n") else part + "\n" for part in parts)


def executed(notebook, folder):
    notebook.metadata.kernelspec = {"name": "croute", "display_name": "croute", "language": "croute"}
    return NotebookClient(
        notebook, kernel_name="croute", timeout=900, resources={"metadata": {"path": str(folder)}}).execute()


def of_cells(*sources, tags=()):
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    for index in tags:
        cells[index].metadata.tags = ["raises-exception"]
    return nbformat.v4.new_notebook(cells=cells)


def printed(cell):
    """What a session file's output block says of a cell: an error without the line at fault."""
    parts = [said({"outputs": [output]}) if output.output_type != "error" else error(output) for output in cell.outputs]
    return "".join(parts)


def error(output):
    return "".join(line + "\n" for line in output.traceback if not line.startswith("  "))


def is_expected(block, text):
    """Whether text is what an output block wants: `...` alone is any lines, `[..]` any text in a line."""
    lines = block.strip("\n").split("\n")[1:-1]
    pattern = "".join(
        r"(?:.*\n)*" if line.rstrip() == "..." else ".*".join(map(re.escape, line.rstrip().split("[..]"))) + r"[ \t]*\n"
        for line in lines)
    return re.fullmatch(pattern, text) is not None


def of_check(cell):
    """The output block that `croute check` compares, if it does so letter by letter."""
    stored = cell.metadata.get("croute", {})
    fence = stored.get("fence", "")
    return None if re.search(r" (tol|check)=", fence) else "".join(stored.get("output", [])) or None


def skip_without_outcomes(stored, folder):
    """Skips a notebook on outcomes of others where these are not at hand, unless they have to be."""
    header = "".join(stored.metadata.get("croute", {}).get("header", []))
    required = re.findall(r"^ +(\S+): [0-9a-f]{64}$", header, re.MULTILINE)
    missing = [name for name in required if not (folder / name).exists()]
    if missing and not os.environ.get("CROUTE_REQUIRE_DATA"):
        pytest.skip(f"there is no {missing[0]}")
    assert not missing


@pytest.mark.timeout(900)  # some hold a minute of work
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_stored_notebook(path, tmp_path):
    """It is as Jupyter writes it, it runs, and what it prints is what it holds and what the session file says."""
    folder = tmp_path / "notebooks"
    shutil.copytree(path.parent, folder)
    content = path.read_text()
    stored = nbformat.reads(content, as_version=4)
    nbformat.validate(stored)
    assert nbformat.writes(stored) + "\n" == content
    skip_without_outcomes(stored, folder)
    run = stored if path.stem in LONG else executed(copy.deepcopy(stored), folder)
    compared = 0
    for before, after in zip(stored.cells, run.cells):
        if before.cell_type == "code":
            assert said(after) == said(before), before.source
            block = of_check(before)
            if block and "skip-execution" not in before.metadata.get("tags", []):
                assert is_expected(block, printed(after)), before.source
                compared += 1
    assert compared
    assert not subprocess.run(["diff", "-r", path.parent, folder], capture_output=True, text=True).stdout


class Closed(HTMLParser):
    """Collects the text of a page, apart for what is in <details> and what is not."""

    def __init__(self):
        super().__init__()
        self.depth, self.text = 0, {True: "", False: ""}

    def handle_starttag(self, tag, attributes):
        self.depth += tag == "details"

    def handle_endtag(self, tag):
        # What ends a solution in the session file stands alone on the page, and ends nothing.
        self.depth -= tag == "details" and self.depth > 0

    def handle_data(self, data):
        self.text[self.depth > 0] += data


def test_pages_keep_solutions_closed():
    notebook = nbformat.read(PACKAGE / "notebooks" / "02-routing.ipynb", as_version=4)
    exporter = HTMLExporter(template_name="closed", extra_template_basedirs=[str(PACKAGE / "notebooks")])
    page = Closed()
    page.feed(exporter.from_notebook_node(notebook)[0])
    # Three cells of commands and two of prose.
    assert page.text[True].count("# solution") == 3 and "# solution" not in page.text[False]
    for words in ("3.1 points are left", "With the truth as its guess"):
        assert words in page.text[True] and words not in page.text[False]
    assert "Three models and a guess" in page.text[False] and "sweep mix routing oracle" in page.text[False]


def test_a_notebook_runs_twice_alike(tmp_path):
    sources = (
        "load sim:cascade --queries 500\ndescribe", "fit quality noisy --ante 0.6 --post 0.3\nfit cost constant",
        "sweep routing mix --budgets 3", "plot frontier", "no-such-command", "traces", "sweep?")
    first, second = (executed(of_cells(*sources, tags=[4]), tmp_path) for _ in range(2))
    assert [said(cell) for cell in first.cells] == [said(cell) for cell in second.cells]
    results = [o for o in first.cells[0].outputs if o.output_type != "stream"]
    assert [o.output_type for o in results] == ["execute_result"] and "text/html" in results[0].data
    assert "image/svg+xml" in first.cells[3].outputs[0].data
    assert first.cells[4].outputs[0].evalue == "unknown command 'no-such-command'"
    assert nbformat.validate(first) is None


def test_an_error_ends_a_notebook(tmp_path):
    with pytest.raises(CellExecutionError, match="unknown command"):
        executed(of_cells("no-such-command", "version"), tmp_path)
