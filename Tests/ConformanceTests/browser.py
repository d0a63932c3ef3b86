"""Opens a notebook in Jupyter Lab in a browser, runs all cells and takes a picture of what a person would see.

    browser.py NOTEBOOK.ipynb PICTURE.png   (a small notebook is made where NOTEBOOK is not there)
"""

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import conftest
import nbformat
from playwright.sync_api import TimeoutError, sync_playwright

CELLS = [
    "load sim:routerbench --queries 1000\ndescribe",
    "fit quality noisy --ante 0.6 --post 0.3\nfit cost noisy --ante 0.0002 --post 0.00005\nsweep routing cascade --budgets 5",
    "plot frontier --log",
    "sweeep all",
]

FIGURES = ".jp-OutputArea-output img[src^='data:image/svg'], .jp-OutputArea-output svg, .jp-RenderedMarkdown img"


def make(path):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in CELLS])
    notebook.metadata.kernelspec = {"name": "croute", "display_name": "croute", "language": "croute"}
    nbformat.write(notebook, path)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_up(address):
    for _ in range(300):
        try:
            return urllib.request.urlopen(address, timeout=1)
        except OSError:
            time.sleep(0.1)
    sys.exit("browser: Jupyter Lab does not answer")


def look(page, address, picture):
    page.goto(address)
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell")
    page.get_by_text("croute | Idle").wait_for(timeout=60_000)
    page.locator(".jp-Cell").first.click()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.wait_for_selector(FIGURES, timeout=60_000)
    page.wait_for_selector(".jp-OutputArea-output table")
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]", timeout=60_000)
    time.sleep(1)
    page.screenshot(path=picture)
    counts = {
        "tables": page.locator(".jp-OutputArea-output table").count(),
        # Pictures that are really there, as outputs of cells or in the text.
        "figures": page.locator(FIGURES).evaluate_all(
            "all => all.filter(one => one.tagName != 'IMG' || one.naturalWidth > 0).length"),
    }
    print(f"browser: {counts}, picture in {picture}")
    if not counts["tables"] or not counts["figures"]:
        sys.exit("browser: a table or a figure is missing")


def main():
    notebook, picture = Path(sys.argv[1]).resolve(), sys.argv[2]
    if not notebook.exists():
        make(notebook)
    # No question about news over the picture.
    subprocess.run(
        [sys.executable, "-m", "jupyter", "labextension", "disable", "@jupyterlab/apputils-extension:announcements"],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    port, token = free_port(), secrets.token_hex(16)
    lab = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}",
         f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={notebook.parent}"],
        stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT, env=os.environ)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_up(f"{address}/api?token={token}")
        with sync_playwright() as player:
            browser = player.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1200, "height": 2300})
            try:
                look(page, f"{address}/lab/tree/{notebook.name}?token={token}", picture)
            except TimeoutError:
                page.screenshot(path=picture)
                sys.exit(f"browser: not done after a minute, see {picture}")
            browser.close()
    finally:
        lab.terminate()
        lab.wait(timeout=20)


if __name__ == "__main__":
    main()
