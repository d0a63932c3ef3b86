"""Policy files against the JSON Schema that croute prints, by a validator from outside."""

import copy
import json
import subprocess

import pytest
from conftest import CROUTE
from jsonschema import Draft202012Validator

SETUP = {
    "noisy": "load sim:routerbench --queries 300\npool gpt-4,mistral,mixtral\n"
             "fit quality noisy --ante 0.6 --post 0.3 --fuse\nfit cost noisy --ante 0.0002 --post 0.00005",
    "constant": "load sim:routerbench --queries 300\npool gpt-4,mistral\nfit quality constant",
    "logistic": "load sim:cascade --queries 300\npool hull\nfit quality logistic\nfit cost tokens",
    "linear": "load sim:cascade --queries 300\npool hull\nfit quality linear\nfit cost regression",
    "platt": "load sim:cascade --queries 300\npool hull\nfit quality logistic --calibrate platt",
    "isotonic": "load sim:routerbench --queries 300\npool gpt-4,mistral\n"
                "fit quality noisy --ante 0.6 --post 0.3 --calibrate isotonic",
    "irt": "load sim:cascade --queries 300\nfit quality irt\nfit cost constant",
    "judge": "load sim:agentic --queries 300\nfit quality irt --judge",
    "oracle-after": "load sim:agentic --queries 300\nfit quality oracle-after --before irt",
}
STRATEGIES = ["index", "cascade-routing+max-depth=2", "threshold", "mix", "pairs", "routing"]


def croute(script, cwd, *arguments, **options):
    return subprocess.run(
        [CROUTE, *arguments], input=script, cwd=cwd, text=True, capture_output=True, timeout=120, **options)


def policies(folder, setup):
    """The policy files of all strategies after some commands."""
    commands = [SETUP[setup].replace("--before irt", "--before constant")]
    for number, strategy in enumerate(STRATEGIES):
        commands += [f"run {strategy} --budget 0.01", f"policy _ {number}.json"]
    done = croute("\n".join(commands), folder)
    assert done.returncode == 0, done.stderr
    return [json.loads((folder / f"{number}.json").read_text()) for number in range(len(STRATEGIES))]


@pytest.fixture(scope="module")
def validator():
    schema = json.loads(croute("", ".", "decide", "--schema").stdout)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("setup", SETUP)
def test_files_are_valid(validator, tmp_path, setup):
    for policy in policies(tmp_path, setup):
        validator.validate(policy)


def test_every_part_is_checked(validator, tmp_path):
    policy = policies(tmp_path, "noisy")[0]
    for key in policy:
        if key not in ("budget", "lambdas"):
            less = {other: value for other, value in policy.items() if other != key}
            assert not validator.is_valid(less), key
    for path, value in [(("gamma",), 2), (("version",), 3), (("models",), []), (("quality", "sigma"), ["x"]),
                        (("quality", "ante", 0, "slope"), None), (("cost", "estimator"), "magic"), (("more",), 1)]:
        wrong = copy.deepcopy(policy)
        place = wrong
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value
        assert not validator.is_valid(wrong), path


def test_decisions_in_json_lines(tmp_path):
    policy = policies(tmp_path, "judge")[0]
    lines = [{"id": f"new-{n}", "features": {"group": "x"}, "answers": {}} for n in range(50)]
    done = croute("".join(json.dumps(line) + "\n" for line in lines), tmp_path, "decide", "--policy", "0.json")
    replies = [json.loads(line) for line in done.stdout.splitlines()]
    assert [reply["id"] for reply in replies] == [line["id"] for line in lines] and done.returncode == 0
    assert all(reply["run"] in policy["models"] and reply["why"]["rule"] in ("cheap", "dear") for reply in replies)
