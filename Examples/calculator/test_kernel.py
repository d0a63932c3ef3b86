"""jupyter_kernel_test against the calculator. What is not set is not tested: it writes nothing to standard error."""

from jupyter_kernel_test import KernelTests as _KernelTests


class CalculatorTests(_KernelTests):
    kernel_name = "calculator"
    language_name = "calculator"
    file_extension = ".calculator"
    code_hello_world = '"hello, world"'
    completion_samples = [{"text": "va", "matches": {"vars"}}, {"text": "2 * p", "matches": {"pi"}}]
    complete_code_samples = ["1 + 1", "", "x = 2\nx ^ 2", "(1 +\n1)"]
    incomplete_code_samples = ["(1 +", "x = 2\n3 * ("]
    invalid_code_samples = ["1)"]
    code_page_something = "vars?"
    code_generate_error = "2 * nobody"
    code_execute_result = [{"code": "x = 3\nvars", "mime": "text/html"}, {"code": "vars"}]
    code_display_data = [{"code": "vars\nvars", "mime": "text/html"}]
    code_history_pattern = "va?s"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "vars"
    code_clear_output = "clear"


del _KernelTests
