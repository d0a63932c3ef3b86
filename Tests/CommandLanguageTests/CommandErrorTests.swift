import CommandLanguage
import Input
import Testing

@Suite struct CommandErrorTests {
  /// What is said, what it means for the program, and what to do about it.
  static let errors: [(CommandError, String, ErrorKind, String?)] = [
    (.unclosedQuote("'"), "unclosed quote '", .usage, nil),
    (.unknown("model", "x", known: ["y"]), "unknown model 'x'", .failure, nil),
    (.unknown("command", "x", known: [], isUsage: true), "unknown command 'x': none available", .usage, nil),
    (.ambiguous("query", "x", candidates: ["xa", "xb"]), "'x' could be any of these queries: xa, xb", .failure, nil),
    (
      .ambiguous("query", "q", candidates: (1...600).map { "q\($0)" }),
      "'q' could be any of these queries: q1, q2, q3, q4, q5, q6, q7, q8, and 592 more", .failure, nil
    ),
    (.ambiguous("model", "x", candidates: ["xa"]), "'x' could be any of these models: xa", .failure, nil),
    (.missingArgument("PATH", usage: "load PATH"), "PATH is missing", .usage, "usage: load PATH"),
    (.unexpectedArgument("y", usage: "pwd"), "unexpected argument 'y'", .usage, "usage: pwd"),
    (.missingValue(option: "as", expected: "NAME"), "--as needs a value: --as NAME", .usage, nil),
    (.unexpectedValue(option: "clip"), "--clip takes no value", .usage, nil),
    (.invalidValue("seed", found: "x", allowed: "a number"), "seed is 'x', expected a number", .usage, nil),
    (.notYet("no traces", advice: "load PATH"), "no traces", .failure, "try: load PATH"),
    (.file(path: "a.csv", reason: "is a directory"), "a.csv: is a directory", .failure, nil),
    (.exists(path: "a.csv"), "a.csv exists", .failure, "--force overwrites it"),
    (
      .forbidden(path: "a.csv", .readingOutside), "a.csv is outside the session file's folder", .failure,
      "--allow-read lets sessions read anywhere"
    ),
    (
      .forbidden(path: "a.exe", .ending), "a.exe does not end in .csv, .json, .jsonl, .md, .svg, .txt", .failure,
      "--allow-write lets sessions write anywhere"
    ),
    (
      .forbidden(path: "a.csv", .notOwn), "a.csv exists, and is not a file of this session", .failure,
      "list it under `writes:` in the header, or use --allow-write"
    ),
    (.malformed(found: "x", expected: "y"), "found x, expected y", .usage, nil),
    (
      .timeout(seconds: 1.5), "the cell took longer than 1.5 s", .failure,
      "timeout=15 on the line that opens the cell allows more"
    ),
    (.misuse("--b needs --a"), "--b needs --a", .usage, nil),
    (.refused("no"), "no", .failure, nil), (.cancelled, "interrupted", .interruption, nil),
    (.shell(status: 3), "the shell command exited with status 3", .failure, nil),
    (.promptOnly("!"), "! works only at the prompt", .usage, nil),
  ]

  @Test(arguments: errors.indices) func words(_ index: Int) {
    let (error, words, kind, advice) = Self.errors[index]
    #expect(error.description == words && error.kind == kind && error.advice == advice)
  }

  @Test func onlyUnknownNamesHaveNeighbours() {
    let named = Self.errors.compactMap(\.0.unknownName)
    #expect(named == [UnknownName("model", "x", known: ["y"]), UnknownName("command", "x", known: [])])
  }

  @Test func everyRefusalHasWordsOfItsOwn() {
    let words = FileAccess.Refusal.allCases.map { CommandError.forbidden(path: "p", $0).description }
    // Reading and writing outside are told apart by what is advised.
    #expect(Set(words).count == words.count - 1)
  }
}
