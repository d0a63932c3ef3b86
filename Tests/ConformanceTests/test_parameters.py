"""Parameters of notebooks, given by papermill and by a cell that nbclient injects."""

import copy
import json
import subprocess

import nbformat
import papermill
import pytest
from conftest import CROUTE
from papermill.translators import Translator, papermill_translators
from test_notebooks import executed, said

SESSION = """\
---
croute: {format: 1, seed: 5}
---
```croute tags=["parameters"]
let budget 0.001
let strategy routing
```

```croute
load sim:cascade --queries 300
fit quality noisy --ante 0.6 --post 0.3
```

```croute
run $strategy --budget $budget
```
"""
VALUES = {"budget": 0.002, "strategy": "mix"}


class CrouteTranslator(Translator):
    """How papermill writes values down: `let NAME VALUE`."""

    @classmethod
    def translate_str(cls, value):
        return "'" + value + "'"

    @classmethod
    def assign(cls, name, value):
        return f"let {name} {value}"

    @staticmethod
    def comment(text):
        return f"# {text}"


papermill_translators.register("croute", CrouteTranslator)


@pytest.fixture
def notebooks(tmp_path):
    """The exported notebook, with its own values and with others."""
    (tmp_path / "f.md").write_text(SESSION)

    def export(*options):
        subprocess.run([CROUTE, "export", "f.md", "--force", *options], check=True, cwd=tmp_path, stdout=subprocess.DEVNULL)
        return nbformat.read(tmp_path / "f.ipynb", as_version=4)

    other = export(*(word for name, value in VALUES.items() for word in ("--let", f"{name}={value}")))
    return export(), other


def last(notebook):
    return said(notebook.cells[-1])


def test_papermill(notebooks, tmp_path):
    own, other = notebooks
    assert last(own) != last(other)
    papermill.execute_notebook(tmp_path / "f.ipynb", tmp_path / "out.ipynb", parameters=VALUES, cwd=tmp_path, progress_bar=False)
    run = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    injected = [cell for cell in run.cells if "injected-parameters" in cell.metadata.get("tags", [])]
    assert len(injected) == 1
    assert last(run) == last(other)
    # What papermill leaves behind is a session file like any other.
    subprocess.run([CROUTE, "import", "out.ipynb"], check=True, cwd=tmp_path, stdout=subprocess.DEVNULL)
    printed = subprocess.run([CROUTE, "run", "out.md"], check=True, cwd=tmp_path, capture_output=True, text=True).stdout
    assert printed.endswith(last(other))


def test_an_injected_cell(notebooks, tmp_path):
    own, other = notebooks
    index = next(i for i, cell in enumerate(own.cells) if "parameters" in cell.metadata.get("tags", []))
    code = "\n".join(f"let {name} {json.dumps(value)}" for name, value in VALUES.items())
    notebook = copy.deepcopy(own)
    notebook.cells.insert(index + 1, nbformat.v4.new_code_cell(code))
    assert last(executed(notebook, tmp_path)) == last(other)
    # The notebook exported with values has such a cell already.
    assert last(executed(copy.deepcopy(other), tmp_path)) == last(other)
