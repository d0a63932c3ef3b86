"""Messages that are almost right must not end the kernel, nor keep it from answering the next one."""

import json
import random

from conftest import another, run, text

SEED = 20260131
COUNT = 500
KINDS = [
    ("execute_request", {"code": "echo a", "silent": False, "store_history": True, "user_expressions": {"x": "echo b"}}),
    ("complete_request", {"code": "swe 😀", "cursor_pos": 3}),
    ("inspect_request", {"code": "sweep", "cursor_pos": 2, "detail_level": 0}),
    ("is_complete_request", {"code": "echo 'a"}),
    ("history_request", {"hist_access_type": "search", "pattern": "*a*", "n": 3, "raw": True, "output": True}),
    ("comm_info_request", {}),
    ("kernel_info_request", {}),
    ("input_reply", {"value": "x"}),
]
VALUES = [None, True, -1, 10**30, 1e308, "", "\ud800", [], {}, [[]] * 3, {"a": {"b": []}}, "😀" * 50]


def mutated(random, session, kind, content):
    """The frames of a message with something wrong, signed anew or not."""
    header = dict(session.msg_header(kind))
    header["date"] = "2026-01-31T00:00:00Z"
    content = dict(content)
    choice = random.randrange(6)
    if choice == 0 and content:
        content[random.choice(list(content))] = random.choice(VALUES)
    elif choice == 1:
        header[random.choice(["msg_id", "msg_type", "session", "version"])] = random.choice(VALUES)
    elif choice == 2 and content:
        del content[random.choice(list(content))]
    parts = [json.dumps(part).encode() for part in (header, {}, {}, content)]
    if choice == 3:
        index = random.randrange(4)
        part = bytearray(parts[index])
        for _ in range(random.randint(1, 4)):
            part[random.randrange(len(part))] = random.randrange(256)
        parts[index] = bytes(part)
    if choice == 4:
        index = random.randrange(4)
        parts[index] = random.choice(
            [b"", b"[]", b"null", b"[" * 2000, b'{"a":', b"\xff\xfe", b'{"a":"\\ud800"}', b"{}" * 2, b"0" * 5000])
    signature = session.sign(parts)
    frames = [b"<IDS|MSG>", signature, *parts]
    if choice == 5:
        action = random.randrange(5)
        if action == 0:
            del frames[random.randrange(len(frames))]
        elif action == 1:
            frames.insert(random.randrange(len(frames) + 1), bytes(random.randrange(256) for _ in range(random.randrange(40))))
        elif action == 2:
            random.shuffle(frames)
        elif action == 3:
            frames = frames[: random.randrange(1, len(frames))]
        else:
            frames += [b"buffer"] * random.randrange(1, 50)
    return frames


def test_mutated_messages(kernel):
    manager, client = kernel
    dice = random.Random(SEED)
    sockets = [client.shell_channel.socket, client.control_channel.socket, client.stdin_channel.socket]
    for number in range(COUNT):
        kind, content = dice.choice(KINDS)
        dice.choice(sockets).send_multipart(mutated(dice, client.session, kind, content))
        if number % 50 == 49:
            assert manager.is_alive()
    with another(manager) as other:
        assert text(run(other, "echo alive")[1]) == "alive\n"
        message = other.session.msg("kernel_info_request", {})
        other.control_channel.send(message)
        assert other.get_control_msg(timeout=10)["content"]["status"] == "ok"
