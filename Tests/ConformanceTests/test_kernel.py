"""jupyter_kernel_test against croute. Every attribute is set, because an unset one skips its test in silence."""

from jupyter_kernel_test import KernelTests as _KernelTests


class CrouteTests(_KernelTests):
    kernel_name = "croute"
    language_name = "croute"
    file_extension = ".croute"
    code_hello_world = "echo 'hello, world'"
    code_stderr = "set timing on\nversion\nset timing off"
    completion_samples = [
        {"text": "des", "matches": {"describe"}},
        {"text": "set timi", "matches": {"timing"}},
        {"text": "sweep cascade-rou", "matches": {"cascade-routing"}},
        {"text": "sweep --bud", "matches": {"--budgets"}},
    ]
    complete_code_samples = ["echo a", "", "load sim:cascade\ndescribe", "# nothing", "no-such-command"]
    incomplete_code_samples = ["load sim:cascade \\", "echo a\nsweep all \\"]
    invalid_code_samples = ["echo 'a", 'echo "a\nversion']
    code_page_something = "sweep?"
    code_generate_error = "no-such-command"
    code_execute_result = [
        {"code": "set", "mime": "text/html"},
        {"code": "load sim:cascade --queries 100\ndescribe", "mime": "text/plain"},
        {"code": "traces"},
    ]
    code_display_data = [
        {"code": "load sim:cascade --queries 100\nplot histogram cost", "mime": "image/svg+xml"},
        {"code": "traces\nset", "mime": "text/html"},
    ]
    code_history_pattern = "tra?es"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "sweep"
    code_clear_output = "clear"


del _KernelTests
