"""Files that croute does not read: the command that it answers with makes one that it does."""

import os
import subprocess
import sys

import pandas
import pytest

ROWS = pandas.DataFrame(
    {
        "query_id": ["001", "002", "001", "002"],
        "model": ["a", "a", "b", "b"],
        "quality": [1.0, 0.0, 0.5, 1.0],
        "cost": [0.1, 0.2, 0.3, 0.4],
        "prompt": ["say \"so\"", "zwei\nZeilen", "say \"so\"", "zwei\nZeilen"],
    }
)


def croute(*commands):
    words = [os.environ["CROUTE"]] + [word for command in commands for word in ("-c", command)]
    return subprocess.run(words, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("ending", ["parquet", "feather", "pkl"])
@pytest.mark.parametrize("name", ["runs", "my 'best' runs"])
def test_the_proposed_command_makes_a_file_that_loads(tmp_path, ending, name):
    path = tmp_path / f"{name}.{ending}"
    write = {"parquet": ROWS.to_parquet, "feather": ROWS.to_feather, "pkl": ROWS.to_pickle}[ending]
    write(path)
    quoted = '"' + str(path) + '"'
    refused = croute(f"load {quoted}")
    assert refused.returncode == 1, refused
    line = next(line for line in refused.stderr.splitlines() if "python3 -c" in line)
    command = line[line.index("python3 -c") :]
    environment = dict(os.environ, PATH=os.path.dirname(sys.executable) + ":" + os.environ["PATH"])
    subprocess.run(["sh", "-c", command], check=True, env=environment, timeout=60)
    loaded = croute(f'load "{tmp_path}/{name}.jsonl"', "set format csv", "sql SELECT query_id, prompt FROM queries")
    assert loaded.returncode == 0, loaded.stderr
    assert "loaded 2 queries x 2 models" in loaded.stdout + loaded.stderr
    assert '001,"say ""so"""' in loaded.stdout
