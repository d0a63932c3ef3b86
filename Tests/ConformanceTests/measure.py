"""How fast the kernel is: prints figures, asserts nothing. Run by hand; see .ci/kernel for the environment."""

import statistics
import time

from conftest import reply, running
from test_protocol import begin_long, control

REPEATS = 5


def milliseconds(name, values):
    values = [1000 * value for value in values]
    print(f"{name:44} median {statistics.median(values):7.1f} ms   max {max(values):7.1f} ms   n {len(values)}")


def main():
    ready, interrupts, ends = [], [], []
    for _ in range(REPEATS):
        start = time.monotonic()
        with running():
            ready.append(time.monotonic() - start)
    milliseconds("start until a client is ready", ready)
    with running() as (_, client):
        for code in ("", "version"):
            times = []
            for number in range(400):
                start = time.monotonic()
                reply(client, client.execute(code))
                if number >= 100:
                    times.append(time.monotonic() - start)
            milliseconds(f"execute {code!r}", times)
    for _ in range(REPEATS):
        with running() as (manager, client):
            message_id = begin_long(client)
            start = time.monotonic()
            manager.interrupt_kernel()
            reply(client, message_id)
            interrupts.append(time.monotonic() - start)
    milliseconds("interrupt a sweep until its reply", interrupts)
    for _ in range(REPEATS):
        with running() as (manager, client):
            begin_long(client)
            start = time.monotonic()
            control(client, "shutdown_request", {"restart": False})
            manager.provisioner.process.wait(timeout=5)
            ends.append(time.monotonic() - start)
    milliseconds("shut down during a sweep", ends)


if __name__ == "__main__":
    main()
