import CommandLanguage
import CrouteLanguage
import Display
import Input
import SessionFiles
import SessionTestSupport
import Testing

@Suite struct CellOutputTests {
  private func json(_ bundles: [Bundle], error: Diagnostic? = nil) -> [JSONValue] {
    CellOutput.outputs(of: bundles, error: error).map { $0.json(executionCount: 3) }
  }

  private let table = Bundle(text: "a  b\n-  -\n", html: "<table>\n</table>\n")
  private let figure = Bundle(text: "|\n+--\n", svg: "<svg>\n</svg>", isFigure: true)

  @Test func printedText() {
    #expect(json([]) == [])
    #expect(
      json([Bundle(text: "a\n"), Bundle(text: "b\n")]) == [
        ["name": "stdout", "output_type": "stream", "text": ["a\n", "b\n"]]
      ])
  }

  @Test func theLastTableIsTheResult() {
    let result: JSONValue = [
      "data": ["text/html": ["<table>\n", "</table>\n"], "text/plain": ["a  b\n", "-  -"]], "execution_count": 3,
      "metadata": [:], "output_type": "execute_result",
    ]
    let outputs = json([table, Bundle(text: "x\n"), table, Bundle(text: "y\n")])
    #expect(outputs.count == 4 && outputs[2] == result)
    #expect(outputs[1]["text"] == ["x\n"] && outputs[3]["text"] == ["y\n"])
    // The other table is set as a table, too.
    #expect(outputs[0]["output_type"] == "display_data" && outputs[0]["data"] == result["data"])
  }

  @Test func figuresAreDisplayed() {
    #expect(
      json([figure]) == [
        [
          "data": ["image/svg+xml": ["<svg>\n", "</svg>"], "text/plain": ["|\n", "+--"]], "metadata": [:],
          "output_type": "display_data",
        ]
      ])
  }

  @Test func errors() throws {
    let error = #expect(throws: Diagnostic.self) { try Interpreter().output("set sed 7") }
    let outputs = json([Bundle(text: "a\n")], error: error)
    #expect(
      outputs.last == [
        "ename": "error", "evalue": "unknown setting 'sed'", "output_type": "error",
        "traceback": ["error: unknown setting 'sed'", "did you mean 'seed'?"],
      ])
  }
}
