"""What clients rely on beyond jupyter_kernel_test, through jupyter_client."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time

import psutil
import pytest
from conftest import CROUTE, another, of_type, outputs, reply, run, running, text

LONG = "sweep index --budgets 200"
SETUP = "load sim:routerbench --queries 36497\nfit quality noisy --ante 0.6 --post 0.3\nfit cost noisy --ante 0.0002 --post 0.00005"


def begin_long(client):
    """Starts a command that takes long; its id once it runs."""
    content, _ = run(client, SETUP, timeout=60)
    assert content["status"] == "ok", content
    message_id = client.execute(LONG)
    while client.get_iopub_msg(timeout=10)["msg_type"] != "execute_input":
        pass
    time.sleep(0.7)
    return message_id


def control(client, message_type, content=None, timeout=5):
    message = client.session.msg(message_type, content or {})
    client.control_channel.send(message)
    return client.get_control_msg(timeout=timeout)


def test_interrupt_leaves_the_session_as_it_was(kernel):
    manager, client = kernel
    message_id = begin_long(client)
    start = time.monotonic()
    manager.interrupt_kernel()
    content = reply(client, message_id)["content"]
    assert time.monotonic() - start < 1
    assert content["status"] == "error" and content["ename"] == "Interrupted"
    assert of_type(outputs(client, message_id), "error")
    content, messages = run(client, "describe")
    assert content["status"] == "ok" and of_type(messages, "execute_result")


def test_an_interrupt_ends_the_whole_cell(kernel):
    manager, client = kernel
    run(client, SETUP, timeout=60)
    message_id = client.execute(LONG + "\necho never")
    time.sleep(0.7)
    manager.interrupt_kernel()
    assert reply(client, message_id)["content"]["status"] == "error"
    assert "never" not in text(outputs(client, message_id))


def test_an_interrupt_in_idleness_does_nothing(kernel):
    manager, client = kernel
    manager.interrupt_kernel()
    content, messages = run(client, "echo on")
    assert content["status"] == "ok" and text(messages) == "on\n"


def test_sigint_is_ignored(kernel):
    manager, client = kernel
    os.kill(manager.provisioner.pid, signal.SIGINT)
    assert run(client, "version")[0]["status"] == "ok"


QUIZ = [
    "load sim:routerbench --queries 300", "fit quality noisy --ante 0.6 --post 0.3",
    "fit cost noisy --ante 0.0002 --post 0.00005",
]
STEP = "step sim.00001 cascade-routing --lambda 500 --quiz"


def test_questions_are_answered_over_stdin(client):
    assert run(client, "\n".join(QUIZ))[0]["status"] == "ok"
    message_id = client.execute(STEP, allow_stdin=True)
    asked = 0
    while True:
        try:
            request = client.get_stdin_msg(timeout=1)
        except Exception:
            break
        assert request["msg_type"] == "input_request"
        assert request["parent_header"]["msg_id"] == message_id
        assert request["content"]["prompt"] and request["content"]["password"] is False
        client.input("stop")
        asked += 1
    assert asked >= 1
    assert reply(client, message_id)["content"]["status"] == "ok"
    assert f"of {asked} decisions" in text(outputs(client, message_id))


def test_nobody_is_asked_where_stdin_is_not_allowed(client):
    run(client, "\n".join(QUIZ))
    content, messages = run(client, STEP, allow_stdin=False)
    assert content["status"] == "ok"
    assert "you agreed with the strategy" not in text(messages)


def test_a_question_can_be_interrupted(kernel):
    manager, client = kernel
    run(client, "\n".join(QUIZ))
    message_id = client.execute(STEP, allow_stdin=True)
    client.get_stdin_msg(timeout=5)
    manager.interrupt_kernel()
    content = reply(client, message_id)["content"]
    assert content["status"] == "error" and content["ename"] == "Interrupted"
    outputs(client, message_id)
    assert run(client, "version")[0]["status"] == "ok"


def test_an_error_aborts_the_queue(client):
    ids = [client.execute(code) for code in ("echo 1", "no-such-command", "echo 3", "echo 4")]
    states = [reply(client, i)["content"]["status"] for i in ids]
    assert states == ["ok", "error", "aborted", "aborted"]
    assert run(client, "echo 5")[0]["status"] == "ok"


def test_an_error_leaves_the_queue_where_so_asked(client):
    ids = [client.execute(code, stop_on_error=False) for code in ("no-such-command", "echo 3")]
    assert [reply(client, i)["content"]["status"] for i in ids] == ["error", "ok"]


def test_other_requests_survive_an_error(client):
    failing = client.execute("no-such-command")
    asking = client.complete("des")
    assert reply(client, failing)["content"]["status"] == "error"
    assert reply(client, asking)["content"]["matches"] == ["describe"]


def test_an_error_points_at_the_word(client):
    content, messages = run(client, "let a 1\nset sed 7")
    error = of_type(messages, "error")[0]["content"]
    for key in ("ename", "evalue", "traceback"):
        assert error[key] == content[key]
    assert error["evalue"] == "unknown setting 'sed'"
    assert "\n".join(error["traceback"]) == textwrap.dedent("""\
        error: unknown setting 'sed'
          set sed 7
              ^~~
        did you mean 'seed'?""")


def test_silent_execution_shows_and_counts_nothing(client):
    before = run(client, "version")[0]["execution_count"]
    content, messages = run(client, "echo quiet\nset", silent=True)
    assert content["status"] == "ok" and content["execution_count"] == before
    assert [m["msg_type"] for m in messages] == ["status"]
    _, messages = run(client, "no-such-command", silent=True)
    assert [m["msg_type"] for m in messages] == ["status"]
    assert run(client, "version")[0]["execution_count"] == before + 1


def test_what_is_not_stored_is_shown_but_not_remembered(client):
    before = run(client, "version")[0]["execution_count"]
    content, messages = run(client, "echo shown", store_history=False)
    assert text(messages) == "shown\n" and content["execution_count"] == before
    client.history(hist_access_type="tail", n=5, raw=True, output=False)
    history = client.get_shell_msg(timeout=5)["content"]["history"]
    assert [entry[2] for entry in history][-1] == "version"


def test_user_expressions(client):
    run(client, "let budget 0.5")
    content, _ = run(client, "version", user_expressions={"a": "echo $budget", "b": "no-such-command"})
    values = content["user_expressions"]
    assert values["a"] == {"status": "ok", "data": {"text/plain": "0.5"}, "metadata": {}}
    assert values["b"]["status"] == "error" and values["b"]["ename"] == "UsageError"


def test_a_later_cell_overrides_parameters(client):
    run(client, "let budget 1")
    run(client, "let budget 2")
    assert text(run(client, "echo $budget")[1]) == "2\n"


def test_tables_and_figures(client):
    run(client, "load sim:cascade --queries 200")
    _, messages = run(client, "describe\nplot histogram cost\necho between\ntraces\necho after")
    shown = [(m["msg_type"], sorted(m["content"].get("data", {}))) for m in messages[2:]]
    html, svg = ["text/html", "text/plain"], ["image/svg+xml", "text/plain"]
    assert ("display_data", html) == shown[0] or shown[0][0] == "stream"
    rich = [entry for entry in shown if entry[0] != "stream"]
    assert rich == [("display_data", html), ("display_data", svg), ("execute_result", html)]
    assert text(messages).index("between") < text(messages).index("after")
    assert shown[-1][0] == "stream"


def test_a_long_command_does_not_hold_back_the_table_before_it(kernel):
    manager, client = kernel
    run(client, SETUP, timeout=60)
    message_id = client.execute("describe\n" + LONG)
    while True:
        message = client.get_iopub_msg(timeout=5)
        if message["msg_type"] == "display_data":
            break
    manager.interrupt_kernel()
    assert reply(client, message_id)["content"]["status"] == "error"


def test_progress_is_shown_where_it_is_asked_for(kernel):
    manager, client = kernel
    run(client, SETUP, timeout=60)
    for setting, is_shown in (("auto", False), ("on", True)):
        run(client, f"set progress {setting}")
        message_id = client.execute(LONG)
        time.sleep(8)
        manager.interrupt_kernel()
        assert reply(client, message_id)["content"]["status"] == "error"
        line = text(outputs(client, message_id), "stderr")
        assert ("%" in line) is is_shown
        assert not line.split("\r")[-1].strip()


def test_leaving_is_up_to_the_client(client):
    content, _ = run(client, "quit\necho never")
    assert content["payload"] == [{"source": "ask_exit", "keepkernel": False}]
    assert text(run(client, "echo still")[1]) == "still\n"


def test_a_page_for_a_question(client):
    content, messages = run(client, "sweep?")
    assert not of_type(messages, "stream")
    assert content["payload"][0]["data"]["text/plain"].startswith("sweep: ")
    assert run(client, "no-such-thing?")[0]["evalue"] == "unknown command or topic 'no-such-thing'"


def test_cursors_count_code_points(client):
    code = "echo '😀é' # 👩‍👩‍👧\ndescr"
    content = reply(client, client.complete(code))["content"]
    assert content["matches"] == ["describe"]
    assert content["cursor_start"] == len(code) - 5 and content["cursor_end"] == len(code)
    code = "let a 😀\nsweep routing"
    place = code.index("sweep") + 2
    content = reply(client, client.inspect(code, cursor_pos=place))["content"]
    assert content["found"] and content["data"]["text/plain"].startswith("sweep: ")
    content = reply(client, client.inspect(code))["content"]
    assert content["found"] and "routing" in content["data"]["text/plain"]
    assert not reply(client, client.inspect("xyzzy"))["content"]["found"]
    for position in (-5, 0, 1000):
        assert reply(client, client.complete("des", cursor_pos=position))["content"]["status"] == "ok"


def test_states_and_parents(client):
    message_id = client.kernel_info()
    answer = reply(client, message_id)
    assert answer["parent_header"]["msg_id"] == message_id
    states = []
    while len(states) < 2:
        message = client.get_iopub_msg(timeout=5)
        if message["parent_header"].get("msg_id") == message_id:
            states.append(message["content"]["execution_state"])
    assert states == ["busy", "idle"]


def test_the_parent_header_is_the_header_byte_for_byte(client):
    """Keys in another order and blanks between them come back as they were sent."""
    session, socket = client.session, client.shell_channel.socket
    header = b'{ "msg_type":"kernel_info_request",   "extra": [1, 2.50], "msg_id" : "odd-1", "session":"s", "username":"u", "date":"2026-01-01T00:00:00Z","version":"5.3"}'
    parts = [header, b"{}", b"{}", b"{}"]
    socket.send_multipart([b"<IDS|MSG>", session.sign(parts), *parts])
    while True:
        frames = socket.recv_multipart()
        if b"odd-1" in frames[frames.index(b"<IDS|MSG>") + 3]:
            assert frames[frames.index(b"<IDS|MSG>") + 3] == header
            break


def test_kernel_info_on_control(client):
    answer = control(client, "kernel_info_request")
    assert answer["msg_type"] == "kernel_info_reply"
    assert answer["content"]["language_info"]["name"] == "croute"


def test_control_and_heartbeat_answer_while_a_cell_runs(kernel):
    manager, client = kernel
    message_id = begin_long(client)
    assert control(client, "kernel_info_request")["content"]["status"] == "ok"
    assert client.is_alive()
    manager.interrupt_kernel()
    reply(client, message_id)


def test_comms(client):
    content = reply(client, client.comm_info())["content"]
    assert content == {"status": "ok", "comms": {}}
    client.shell_channel.send(client.session.msg("comm_open", {"comm_id": "c", "target_name": "t", "data": {}}))
    while True:
        message = client.get_iopub_msg(timeout=5)
        if message["msg_type"] == "comm_close":
            assert message["content"]["comm_id"] == "c"
            break


def test_a_bad_signature_is_dropped_and_logged():
    with open(os.path.join(os.environ["JUPYTER_PATH"], "log"), "w+b") as log, running(stderr=log) as (_, client):
        parts = [client.session.pack(part) for part in (client.session.msg_header("execute_request"), {}, {}, {"code": "echo no"})]
        client.shell_channel.socket.send_multipart([b"<IDS|MSG>", b"0" * 64, *parts])
        client.shell_channel.socket.send_multipart([b"<IDS|MSG>", b"", *parts])
        assert text(run(client, "echo yes")[1]) == "yes\n"
        log.seek(0)
        assert log.read().count(b"signature") == 2


def test_a_message_sent_again_is_dropped_and_logged():
    with open(os.path.join(os.environ["JUPYTER_PATH"], "log"), "w+b") as log, running(stderr=log) as (_, client):
        parts = [client.session.pack(part) for part in (client.session.msg_header("execute_request"), {}, {}, {"code": "let n 1"})]
        for _ in range(3):
            client.shell_channel.socket.send_multipart([b"<IDS|MSG>", client.session.sign(parts), *parts])
        assert run(client, "echo $n")[0]["execution_count"] == 2
        log.seek(0)
        assert log.read().count(b"it was received before") == 2


def test_shutdown_while_busy(kernel):
    manager, client = kernel
    begin_long(client)
    start = time.monotonic()
    answer = control(client, "shutdown_request", {"restart": False})
    assert answer["content"] == {"status": "ok", "restart": False}
    process = manager.provisioner.process
    process.wait(timeout=2)
    assert time.monotonic() - start < 0.5
    assert process.returncode == 0


@pytest.mark.parametrize("restart", [False, True])
def test_shutdown_on_shell(kernel, restart):
    manager, client = kernel
    message_id = client.session.msg("shutdown_request", {"restart": restart})
    client.shell_channel.send(message_id)
    assert reply(client, message_id["header"]["msg_id"])["content"]["restart"] is restart
    manager.provisioner.process.wait(timeout=2)


def test_restart(kernel):
    manager, client = kernel
    run(client, "let a 1")
    manager.restart_kernel(now=False)
    client.wait_for_ready(timeout=20)
    content, _ = run(client, "echo $a")
    assert content["status"] == "error" and content["execution_count"] == 1


def test_ipc():
    with running(transport="ipc") as (manager, client):
        assert client.get_connection_info()["transport"] == "ipc"
        assert text(run(client, "echo over ipc")[1]) == "over ipc\n"
        assert client.is_alive()


def test_the_end_of_the_parent_is_ours(tmp_path):
    """A process starts a kernel and dies at once."""
    script = textwrap.dedent("""
        import os, subprocess, sys
        from jupyter_client.connect import write_connection_file
        path, _ = write_connection_file(sys.argv[2])
        kernel = subprocess.Popen([sys.argv[1], "kernel", "run", path], start_new_session=True)
        print(kernel.pid, flush=True)
        sys.stdin.read(1)
        os._exit(1)
        """)
    parent = subprocess.Popen(
        [sys.executable, "-c", script, CROUTE, str(tmp_path / "kernel.json")], stdout=subprocess.PIPE,
        stdin=subprocess.PIPE, text=True)
    kernel = psutil.Process(int(parent.stdout.readline()))
    time.sleep(1)
    assert kernel.is_running() and kernel.status() != psutil.STATUS_ZOMBIE
    parent.stdin.write("x")
    parent.stdin.flush()
    parent.wait()
    start = time.monotonic()
    while psutil.pid_exists(kernel.pid) and kernel.is_running() and kernel.status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() - start < 3
        time.sleep(0.05)


def test_memory_does_not_grow(kernel):
    manager, client = kernel
    process = psutil.Process(manager.provisioner.pid)

    def work(count):
        for number in range(count):
            run(client, f"echo line {number}\nset\nhelp run")

    work(200)
    before = process.memory_info().rss
    work(1000)
    growth = process.memory_info().rss - before
    print(f"memory grew by {growth / 1e6:.2f} MB")
    assert growth < 5_000_000


def test_ten_clients_at_once(kernel):
    manager, _ = kernel
    failures = []

    def work(number):
        try:
            with another(manager) as client:
                for step in range(20):
                    content, messages = run(client, f"echo {number}-{step}", timeout=20)
                    if content["status"] != "ok" or text(messages) != f"{number}-{step}\n":
                        failures.append((number, step, content))
        except Exception as error:
            failures.append((number, repr(error)))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not failures


def test_a_large_cell(client):
    word = "x" * 100_000
    content, messages = run(client, f"echo {word}\necho {word}")
    assert content["status"] == "ok" and len(text(messages)) == 200_002
    lines = "\n".join(f"echo {'y' * 30} {number}" for number in range(5000))
    assert len(lines) > 180_000
    content, messages = run(client, lines, timeout=60)
    assert content["status"] == "ok" and text(messages).count("\n") == 5000


def test_nothing_is_shown_twice_or_lost_in_order(client):
    _, messages = run(client, "\n".join(f"echo {number}" for number in range(500)))
    assert text(messages).split() == [str(number) for number in range(500)]


def test_the_connection_file_must_be_sound(tmp_path):
    good = {
        "transport": "tcp", "ip": "127.0.0.1", "shell_port": 1, "control_port": 2, "stdin_port": 3, "iopub_port": 4,
        "hb_port": 5, "key": "k", "signature_scheme": "hmac-sha256",
    }
    path = tmp_path / "connection.json"
    for change, words in [
        ({"signature_scheme": "hmac-md5"}, "signature_scheme"), ({"shell_port": "x"}, "shell_port"),
        ({"transport": "carrier-pigeon"}, "transport"),
    ]:
        path.write_text(json.dumps(good | change))
        outcome = subprocess.run([CROUTE, "kernel", "run", str(path)], capture_output=True, text=True, timeout=10)
        assert outcome.returncode == 1 and words in outcome.stderr
    outcome = subprocess.run([CROUTE, "kernel", "run", str(tmp_path / "none")], capture_output=True, text=True)
    assert outcome.returncode == 1 and "No such file" in outcome.stderr
