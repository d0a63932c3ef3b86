extension Statement {
  /// The lines of a source as statements, without the blanks before them; blank lines and those that begin with `#` are
  /// none.
  ///
  /// - Parameters:
  ///   - source: the source.
  ///   - continues: whether the next line belongs to what was read so far of a statement.
  public static func lines(of source: Source, continues: (String) -> Bool = { _ in false }) -> [Statement] {
    var statements: [Statement] = []
    let lines = source.text.split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in zip(source.firstLine..., lines) {
      if let last = statements.last, continues(last.source) {
        statements[statements.count - 1].source += "\n" + line
      } else {
        let text = line.drop(while: \.isWhitespace)
        if text.isEmpty || text.hasPrefix("#") { continue }
        let column = line.count - text.count + 1
        statements.append(
          Statement(source: String(text), location: SourceLocation(line: number, column: column)))
      }
    }
    return statements
  }

  /// Where in the source an index of the statement is.
  public func location(of index: String.Index) -> SourceLocation {
    let before = source[..<index]
    guard let newline = before.lastIndex(of: "\n") else {
      return SourceLocation(line: location.line, column: location.column + before.count)
    }
    return SourceLocation(
      line: location.line + before.count { $0 == "\n" }, column: before.distance(from: newline, to: index))
  }
}
