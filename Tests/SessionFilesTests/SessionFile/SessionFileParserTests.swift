import Testing

@Suite struct SessionFileParserTests {
  @Test func proseCellsAndOutputs() throws {
    let text = """
      # Title

      '''croute name="a"
      echo a
      echo b
      '''

      '''output
      a
      b
      '''
      after
      ''''croute run=false
      '''
      ''''
      '''croute
      '''
      """
    let file = try sessionFile(text)
    #expect(file.text == sessionText(text))
    #expect(file.parts.count == 5)
    #expect(file.cells.map(\.line) == [3, 13, 16])
    #expect(file.cells.map(\.code) == ["echo a\necho b\n", "```\n", ""])
    #expect(file.cells.map(\.opening) == ["```croute name=\"a\"\n", "````croute run=false\n", "```croute\n"])
    #expect(file.cells.map(\.closing) == ["```\n", "````\n", "```"])
    #expect(file.cells.map { $0.expected?.content } == ["a\nb\n", nil, nil])
    #expect(file.cells[0].expected?.gap == "\n" && file.cells[0].expected?.line == 9)
    guard case .prose("# Title\n\n") = file.parts[0], case .prose("after\n") = file.parts[2] else {
      return #expect(Bool(false), "\(file.parts)")
    }
  }

  /// A block is a command block only if its first line begins with backticks and `croute`.
  @Test(arguments: [
    "    '''croute\n    echo a\n",
    "'''croute-x\necho a\n'''\n",
    "'''Croute\necho a\n'''\n", "'''sh\n'''croute\necho a\n'''\n", "'''''\n'''croute\n'''\n'''output\n'''\n'''''\n",
    "~~~\n'''croute\n~~~\n", "`'''croute`\n", "'''output x\n'''\n",
  ])
  func otherBlocksAreProse(_ text: String) throws {
    let file = try sessionFile(text)
    #expect(file.cells.isEmpty && file.text == sessionText(text))
  }

  @Test func outputsFollowTheirCells() throws {
    // Blank lines may stand between; the block takes the first only.
    let file = try sessionFile("'''croute\n'''\n \t\n\n''''output\n'''\n''''\n")
    #expect(file.cells[0].expected?.gap == " \t\n\n" && file.cells[0].expected?.content == "```\n")
    for text in [
      "'''output\n'''\n", "'''croute\n'''\ntext\n'''output\n'''\n", "'''croute\n'''\n'''sh\n'''\n'''output\n'''\n",
    ] {
      let line = text.split(separator: "\n").firstIndex(of: "'''output").map { $0 + 1 } ?? 0
      expectMistake(
        text, "\(line):1", "found an output block without commands, expected a '''croute block right before it")
    }
    expectMistake(
      "'''croute\n'''\n'''output\na\n'''\n'''output\n'''\n", "6:1",
      "found an output block without commands, expected a '''croute block right before it")
  }

  @Test func unclosedBlocks() {
    let found = "found an unclosed block, expected a line"
    expectMistake("a\n'''croute\necho a\n", "2:1", "\(found) ''' at its end")
    expectMistake("'''croute\n'''\n''''output\na\n'''\n", "3:1", "\(found) '''' at its end")
    expectMistake("  ~~~~sh\n~~~\n", "1:3", "\(found) ~~~~ at its end")
    expectMistake("'''croute\necho a\n'''croute\n", "1:1", "\(found) ''' at its end")
  }
}
