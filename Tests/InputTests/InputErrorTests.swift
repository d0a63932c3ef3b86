import Input
import Testing

@Suite struct InputErrorTests {
  @Test(
    arguments: [
      (.unreadable(path: "f", reason: "No such file or directory"), "cannot read f: No such file or directory"),
      (.malformed(path: "f", line: 2, column: 3, found: "x", expected: "a comma"), "f:2:3: found x, expected a comma"),
      (.missingColumn(path: "f", column: "cost", found: ["a", "b"]), "f has no column 'cost'; it has a, b"),
      (
        .invalidNumber(path: "f", line: 4, column: "quality", found: "50", allowed: "a number from 0 to 1"),
        "f:4: quality is 50, expected a number from 0 to 1"
      ),
      (.duplicate(path: "f", line: 5, query: "q", model: "m"), "f:5: model 'm' already has an outcome for query 'q'"),
      (.empty(path: "f"), "f holds no traces"),
      (.changed(path: "f"), "f has changed since it was read; load the traces again"),
    ] as [(InputError, String)])
  func errorsHaveWords(error: InputError, words: String) {
    #expect("\(error)" == words)
  }
}
