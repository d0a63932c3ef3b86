import CommandLanguage

/// A Markdown file with command blocks that can be executed and output blocks that are expected.
///
/// The parts keep every byte, so that `text` is the file as it was read:
///
///     try SessionFile(text, language: "croute").text == text
package struct SessionFile: Sendable, Equatable {
  /// The header, between `---` lines.
  package var header: SessionHeader
  /// Prose and commands, in order.
  package var parts: [Part]

  /// A run of prose, or a command block with its output block.
  package enum Part: Sendable, Equatable {
    case prose(String)
    case cell(SessionCell)

    /// The part as it stands in the file.
    package var text: String {
      switch self {
      case .prose(let text): text
      case .cell(let cell): cell.text
      }
    }
  }

  package init(header: SessionHeader = SessionHeader(), parts: [Part] = []) {
    self.header = header
    self.parts = parts
  }

  /// Reads a session file.
  ///
  /// - Parameter language: the name of the language, which the fences and the header bear.
  /// - Throws: the first mistake, with line and column.
  package init(_ text: String, language: String) throws(LocatedError) {
    var parser = SessionFileParser(text, language: language)
    self = try parser.file()
  }

  /// The file, byte for byte.
  package var text: String { header.text + parts.map(\.text).joined() }

  /// The command blocks, in order.
  package var cells: [SessionCell] {
    parts.compactMap { if case .cell(let cell) = $0 { cell } else { nil } }
  }
}

/// A command block and the output block behind it.
package struct SessionCell: Sendable, Equatable {
  /// The line that opens the block.
  package var opening: String
  /// What the opening line says.
  package var attributes: CellAttributes
  /// The commands: whole lines.
  package var code: String
  /// The line that closes the block.
  package var closing: String
  /// The expected output; `nil` if not checked.
  package var expected: ExpectedOutput?
  /// The line of the file that opens the block.
  package var line: Int

  package init(
    opening: String, attributes: CellAttributes, code: String, closing: String, expected: ExpectedOutput? = nil,
    line: Int
  ) {
    self.opening = opening
    self.attributes = attributes
    self.code = code
    self.closing = closing
    self.expected = expected
    self.line = line
  }

  /// The command block as it stands in the file, without the output block.
  package var block: String { opening + code + closing }

  /// The cell as it stands in the file.
  package var text: String { block + (expected?.text ?? "") }

  /// The commands as something to execute, knowing their lines.
  package func source(named name: String?) -> Source {
    Source(code.hasSuffix("\n") ? String(code.dropLast()) : code, name: name, firstLine: line + 1)
  }
}

/// An output block.
package struct ExpectedOutput: Sendable, Equatable {
  /// The blank lines between the command block and this one.
  package var gap: String
  /// The line that opens the block.
  package var opening: String
  /// The output: whole lines.
  package var content: String
  /// The line that closes the block.
  package var closing: String
  /// The line of the file at which the content begins.
  package var line: Int

  package init(gap: String, opening: String, content: String, closing: String, line: Int) {
    self.gap = gap
    self.opening = opening
    self.content = content
    self.closing = closing
    self.line = line
  }

  /// The block as it stands in the file.
  package var text: String { gap + opening + content + closing }
}
