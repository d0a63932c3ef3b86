import CommandLanguage
import SessionFiles
import Testing

@Suite struct HeaderReaderTests {
  private func members(_ text: String) throws(LocatedError) -> [HeaderReader.Member] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var reader = HeaderReader(lines: lines, firstLine: 2)
    return try reader.members(of: "croute")
  }

  /// `key=value` with nested maps in braces.
  private func flat(_ members: [HeaderReader.Member]) -> String {
    members.map { member in
      switch member.value {
      case .scalar(let text): "\(member.key)=\(text)"
      case .members(let members): "\(member.key)={\(flat(members))}"
      case .list(let texts): "\(member.key)=[\(texts.joined(separator: "|"))]"
      }
    }.joined(separator: ";")
  }

  @Test func listsInLinesAndInBrackets() throws {
    let expected = "format=1;writes=[a.svg|b c.svg|d]"
    #expect(try flat(members("croute: {format: 1, writes: [a.svg, 'b c.svg' , d]}")) == expected)
    #expect(try flat(members("croute:\n  format: 1\n  writes:\n    - a.svg\n    - 'b c.svg'\n    - d")) == expected)
    #expect(try flat(members("croute: {writes: []}")) == "writes=[]")
  }

  @Test func mapsInLinesAndInBraces() throws {
    let expected = "format=1;seed=7;requires={a.csv=ab;b c.csv=cd}"
    #expect(
      try flat(members("x: 1\ncroute: {format: 1, seed: 7, requires: {a.csv: ab, b c.csv: cd}}\ny: 2")) == expected)
    #expect(
      try flat(
        members("croute:\n  format: 1\n\n  # why\n  seed: 7 # so\n  requires:\n     a.csv: ab\n     b c.csv: cd\nz: {"))
        == expected)
    #expect(
      try flat(members("croute: # nothing yet\n  requires: {a.csv: ab}\n  seed: 7\n")) == "requires={a.csv=ab};seed=7")
    #expect(try flat(members("croutes: {a: b}\nx:\n  croute: {format: 1}\n")) == "")
    #expect(
      try flat(members("- a\n\"croute\": {seed: 7}\n")) == "seed=7" && flat(members("croute : {seed: 7}")) == "seed=7")
    #expect(try flat(members("'croute' :\n  seed: 7\n")) == "seed=7")
    #expect(try flat(members("{kernel: {name: croute}, croutes: {a: 1}}\n")) == "")
    #expect(try flat(members("croute:\n")) == "" && flat(members("croute: {}\n")) == "")
  }

  @Test func quotedScalars() throws {
    #expect(try flat(members(#"croute: {'it''s': "a \"b\", {c}", d: '# e'}"#)) == #"it's=a "b", {c};d=# e"#)
    #expect(try flat(members("croute:\n  seed: a#b c   # d\n")) == "seed=a#b c")
  }

  @Test func places() throws {
    let members = try members("a: b\ncroute: {format: 1,  seed:  7}")
    #expect(members.map(\.location) == [.init(line: 3, column: 10), .init(line: 3, column: 22)])
    #expect(members.map(\.valueLocation) == [.init(line: 3, column: 18), .init(line: 3, column: 29)])
  }

  @Test(arguments: [
    ("croute: {a: 1\n", 2, 14, "the end of the line", "',' or '}'"),
    ("croute: {a: 1} b\n", 2, 16, "'b'", "the end of the line"),
    ("croute: {a 1}\n", 2, 13, "'}'", "key: value"), ("croute: {a:1}\n", 2, 12, "'1'", "a space after ':'"),
    ("croute: {: 1}\n", 2, 10, "':'", "key: value"),
    ("croute:\n  a: 'b\n", 3, 6, "'''", "a quote ' closed on the same line"),
    ("croute:\n  a: 1\n   b: 2\n", 4, 4, "3 spaces", "2 as in the lines before"),
    ("croute:\n  a: 1\n\tb: 2\n", 4, 1, "a tab", "spaces"),
    ("croute: {}\nb: 1\ncroute: {}\n", 4, 1, "a second 'croute'", "each key once"),
    ("croute: {a: 1, a: 2}\n", 2, 16, "a second 'a'", "each key once"),
    ("croute:\n  a: 1\n  a: 2\n", 4, 3, "a second 'a'", "each key once"),
    ("{croute: {seed: 7}}\n", 2, 2, "'croute' in braces", "a line that begins with 'croute:'"),
    ("# a\n{x: 1,\n  'croute' : {seed: 7}}\n", 4, 4, "'croute' in braces", "a line that begins with 'croute:'"),
  ])
  func mistakes(_ text: String, _ line: Int, _ column: Int, _ found: String, _ expected: String) {
    let error = #expect(throws: LocatedError.self) { try members(text) }
    #expect(error?.location == SourceLocation(line: line, column: column))
    guard case .malformed(found, expected)? = error?.error as? CommandError else {
      return #expect(Bool(false), "\(String(describing: error))")
    }
  }

  /// A long line of braces must not take the stack.
  @Test func depthIsBounded() {
    let error = #expect(throws: LocatedError.self) {
      try members("croute: " + String(repeating: "{a: ", count: 200_000))
    }
    guard case .malformed(_, "at most 8 nested maps")? = error?.error as? CommandError else {
      return #expect(Bool(false))
    }
  }
}
