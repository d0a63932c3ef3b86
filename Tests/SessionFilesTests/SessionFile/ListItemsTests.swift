import CommandLanguage
import Foundation
import SessionFiles
import TestSupport
import Testing

/// Command blocks wherever CommonMark has fenced blocks.
@Suite struct ListItemsTests {
  private func codes(_ text: String) throws -> [String] {
    let text = sessionText(text)
    let file = try SessionFile(text)
    #expect(file.text == text)
    return file.cells.map { $0.code + ($0.expected.map { "> " + $0.content } ?? "") }
  }

  @Test(arguments: [
    // Tildes, and blanks before the marks.
    ("~~~croute\na\n~~~\n~~~output\nb\n~~~\n", ["a\n> b\n"]),
    ("   '''croute\n   a\n     b\n   '''\n  '''output\n  c\n  '''\n", ["a\n  b\n> c\n"]),
    // In a list, behind its marker, nested, and in a list with a blank line before.
    ("1. step\n\n   '''croute\n   a\n   '''\n   '''output\n   b\n   '''\n", ["a\n> b\n"]),
    ("- '''croute\n  a\n\n  b\n  '''\n", ["a\n\nb\n"]),
    ("10) '''croute\n    a\n    '''\n", ["a\n"]),
    ("* x\n  1. y\n     '''croute\n     a\n     '''\n", ["a\n"]),
    ("- x\n\t'''croute\n\ta\n\t'''\n", ["a\n"]),
    ("- x\n- y\n\n  '''croute\n  a\n  '''\n\nz\n\n'''croute\nb\n'''\n", ["a\n", "b\n"]),
    // A paragraph of an item may go on at the margin.
    ("- x\nlazy\n\n     '''croute\n     a\n     '''\n", ["a\n"]),
    // A number at the margin of a paragraph begins no list, so that what is indented by four is indented code.
    ("sum is\n79. end\n\n    '''croute\n    a\n    '''\n", []),
    ("x\n---\n79. y\n\n    '''croute\n    a\n    '''\n", ["a\n"]),
    // Indented code, code in code, rules, comments and preformatted text show a block and have none.
    ("    '''croute\n    a\n    '''\n", []),
    ("x\n\n- y\n\nz\n\n     '''croute\n     a\n     '''\n", []),
    ("- x\n\n      '''croute\n      a\n      '''\n", []),
    ("''''md\n'''croute\na\n'''\n''''\n", []),
    ("<!--\n'''croute\na\n'''\n-->\n'''croute\nb\n'''\n", ["b\n"]),
    ("<pre>\n'''croute\na\n'''\n</pre>\n", []),
    ("- '''sh\n  a\n\nb\n'''croute\nc\n'''\n", ["c\n"]),
    ("* * *\n'''croute\na\n'''\n", ["a\n"]),
    // With the paragraph of an item the item ends at a heading, a rule, a quotation, HTML or a text behind a block.
    ("- item\n# Shown\n    '''croute\n    a\n    '''\n", []), ("- # x\ny\n    '''croute\n    a\n    '''\n", []),
    ("- x\n---\n    '''croute\n    a\n    '''\n", []), ("- x\n> y\n     '''croute\n     a\n     '''\n", []),
    ("- x\n<!-- y -->\n    '''croute\n    a\n    '''\n", []), ("- x\n<pre>\n  '''croute\n  a\n  '''\n</pre>\n", []),
    ("- '''sh\n  x\n  '''\ny\n    '''croute\n    a\n    '''\n", []),
    // What only looks so goes on with it.
    ("- x\n</b>\n    '''croute\n    a\n    '''\n", ["a\n"]), ("- x\n===\n    '''croute\n    a\n    '''\n", ["a\n"]),
    ("- > x\ny\n\n    '''croute\n    a\n    '''\n", ["a\n"]),
    ("-     x\n      y\n  z\n    '''croute\n    a\n    '''\n", ["a\n"]),
    ("- x\n***\n1. y\n\n   '''croute\n   a\n   '''\n", ["a\n"]),
    // Without a heading above it a line of = or - is text, in which a list begins with 1; a quotation ends at any number.
    ("1. x\n\n===\n10. '''croute\n    a\n    '''\n", []), ("x\n===\n10. '''croute\n    a\n    '''\n", ["a\n"]),
    ("> x\n10. '''croute\n    a\n    '''\n", ["a\n"]), ("> x\n===\n    '''croute\n    a\n    '''\n", []),
    // Other blocks, quoted or behind commands.
    ("> '''sh\n> a\n> '''\n> '''output\n> a\n> '''\n", []),
    ("'''croute\na\n'''\n'''json\nb\n'''\nx\n'''Output\nb\n'''\n", ["a\n"]),
  ])
  func blocks(_ text: String, _ expected: [String]) throws { #expect(try codes(text) == expected) }

  @Test(arguments: [
    ("> '''croute\n> a\n> '''\n", 1, "found a command block in a quotation, expected it at the margin or in a list"),
    ("x\n\n- > '''croute\n", 3, "found a command block in a quotation"),
    ("> - '''croute\n>   a\n>   '''\n", 1, "found a command block in a quotation"),
    ("> 1. x\n> 2. '''croute\n", 2, "found a command block in a quotation"),
    ("- > - '''croute\n", 1, "found a command block in a quotation"),
    ("'''croute\na\n'''\n> '''output\n> b\n> '''\n", 4, "found an output block in a quotation"),
    (
      "-\t'''croute\n\ta\n\t'''\n", 1, "found a command block after a tab, expected spaces after the list's marker"
    ),
    ("1.\t'''croute\n\ta\n\t'''\n", 1, "found a command block after a tab"),
    ("- x\n  *\t'''croute\n", 2, "found a command block after a tab"),
    ("'''croute\na\n'''\n'''Output\nb\n'''\n", 4, "found '''Output, expected '''output"),
    ("'''croute\na\n'''\n\n'''output text\nb\n'''\n", 5, "found '''output text, expected '''output"),
    ("'''croute\na\n'''\n'''ouptut\nb\n'''\n", 4, "found '''ouptut, expected '''output"),
    ("- '''croute\n  a\n  b\nc\n  '''\n", 1, "found an unclosed block"),
    ("- x\n<details>\n'''croute\na\n'''\n</details>\n", 3, "found a block in HTML, expected a blank line before it"),
    (
      "  '''croute\n a\n  '''\n", 2,
      "found a line that is indented less than its block, expected at least the block's 2 spaces"
    ),
  ])
  func refused(_ text: String, _ line: Int, _ says: String) {
    let text = sessionText(text)
    let error = #expect(throws: LocatedError.self) { try SessionFile(text) }
    #expect(error?.location?.line == line)
    #expect(error.map { Diagnostic($0, in: Source(text)).message.contains(sessionText(says)) } == true)
  }

  @Test func anIndentedBlockIsMadeRightWhereItStands() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      sessionText("1. step\n\n   '''croute\n   echo hi\n   echo \"'''\"\n   '''\n   '''output\n   WRONG\n   '''\n"),
      to: "f.md")
    var check = SessionCheck()
    #expect(check.verdict(on: folder.path + "/f.md").exitCode == 1)
    check.updates = true
    #expect(check.verdict(on: folder.path + "/f.md").exitCode == 0)
    #expect(
      try String(contentsOfFile: folder.path + "/f.md", encoding: .utf8)
        == sessionText(
          "1. step\n\n   '''croute\n   echo hi\n   echo \"'''\"\n   '''\n   ''''output\n   hi\n   '''\n   ''''\n"))
    check.updates = false
    #expect(check.verdict(on: folder.path + "/f.md").exitCode == 0)
  }
}
