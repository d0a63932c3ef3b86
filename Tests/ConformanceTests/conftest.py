"""Installs the kernel of $CROUTE where only these tests find it, and starts clients."""

import contextlib
import os
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path

import pytest
from jupyter_client import BlockingKernelClient, KernelManager

PACKAGE = Path(__file__).resolve().parents[2]
CROUTE = os.environ.get("CROUTE", str(PACKAGE / ".build/release/croute"))

_prefix = tempfile.TemporaryDirectory(prefix="croute-conformance-")
os.environ["JUPYTER_PATH"] = _prefix.name + "/share/jupyter"
subprocess.run([CROUTE, "kernel", "install", "--prefix", _prefix.name], check=True, stdout=sys.stderr)


@contextlib.contextmanager
def running(**options):
    """A kernel with a client that is ready."""
    start = {name: options.pop(name) for name in ("stderr", "cwd") if name in options}
    manager = KernelManager(kernel_name="croute", **options)
    manager.start_kernel(**start)
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=20)
        yield manager, client
    finally:
        client.stop_channels()
        if manager.has_kernel:
            manager.shutdown_kernel(now=True)
        manager.cleanup_resources()


@contextlib.contextmanager
def another(manager):
    """One more client of a running kernel, with a session of its own."""
    client = BlockingKernelClient()
    client.load_connection_info(manager.get_connection_info())
    client.session.session = str(uuid.uuid4())
    client.start_channels()
    try:
        client.wait_for_ready(timeout=20)
        yield client
    finally:
        client.stop_channels()


@pytest.fixture
def kernel():
    with running() as (manager, client):
        yield manager, client


@pytest.fixture
def client(kernel):
    return kernel[1]


def outputs(client, message_id, timeout=30):
    """The messages that belong to a request, up to the one that says idle."""
    messages = []
    while True:
        message = client.get_iopub_msg(timeout=timeout)
        if message["parent_header"].get("msg_id") != message_id:
            continue
        if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
            return messages
        messages.append(message)


def reply(client, message_id, timeout=30):
    """The shell's answer to a request."""
    while True:
        message = client.get_shell_msg(timeout=timeout)
        if message["parent_header"].get("msg_id") == message_id:
            return message


def run(client, code, timeout=30, **options):
    """Executes a cell: the content of the reply and the outputs."""
    message_id = client.execute(code, **options)
    content = reply(client, message_id, timeout)["content"]
    return content, outputs(client, message_id, timeout)


def text(messages, name="stdout"):
    """What was printed on a stream."""
    return "".join(
        m["content"]["text"] for m in messages if m["msg_type"] == "stream" and m["content"]["name"] == name)


def of_type(messages, *types):
    return [m for m in messages if m["msg_type"] in types]
