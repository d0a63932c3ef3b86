import CommandLanguage

/// The header of a session file: what the key of the language says, and everything else verbatim.
package struct SessionHeader: Sendable, Equatable {
  /// The header as it stands in the file, with its `---` lines; empty where there is none.
  package var text = ""
  /// The default seed.
  package var seed: UInt64?
  /// The files that the session needs.
  package var requirements: [Requirement] = []
  /// The existing files, relative to the session file, that the session may replace.
  package var writes: [String] = []

  /// A file that a session needs.
  package struct Requirement: Sendable, Equatable {
    /// The path, relative to the session file.
    package var path: String
    /// The SHA-256 of the file in 64 lower-case hexadecimal digits.
    package var digest: String
    /// Where the header says so.
    package var location: SourceLocation
  }

  /// The format that this program reads and writes.
  package static let format = 1

  /// No header.
  package init() {}

  /// A header as new files of a language get it.
  package init(seed: UInt64, language: String) {
    self.seed = seed
    text = """
      ---
      jupyter:
        jupytext: {custom_language_magics: \(language)}
        kernelspec: {name: \(language), display_name: \(language), language: \(language)}
      \(language): {format: \(Self.format), seed: \(seed)}
      ---

      """
  }

  /// Reads what the key of the language says.
  ///
  /// - Parameters:
  ///   - lines: the lines between the `---` lines, with their line ends.
  ///   - language: the name of the language, which is the key.
  /// - Throws: the first mistake under that key, with line and column.
  init(text: String, lines: [Substring], firstLine: Int, language: String) throws(LocatedError) {
    self.text = text
    var reader = HeaderReader(lines: lines, firstLine: firstLine)
    for member in try reader.members(of: language) { try take(member) }
  }

  private mutating func take(_ member: HeaderReader.Member) throws(LocatedError) {
    switch member.key {
    case "format":
      if Int(try member.scalar("a whole number")) != Self.format {
        throw member.mistake(allowed: "\(Self.format), the format of this version")
      }
    case "seed":
      guard let seed = Number.seed(try member.scalar("a whole number from 0")) else {
        throw member.mistake(allowed: "a whole number from 0")
      }
      self.seed = seed
    case "requires":
      guard case .members(let files) = member.value else { throw member.mistake(allowed: "{PATH: SHA-256, …}") }
      for file in files {
        let digest = try file.scalar("a SHA-256").lowercased()
        guard digest.count == 64, digest.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
          throw file.mistake(allowed: "a SHA-256 of 64 hexadecimal digits")
        }
        requirements.append(Requirement(path: file.key, digest: digest, location: file.location))
      }
    case "writes":
      guard case .list(let files) = member.value else { throw member.mistake(allowed: "[PATH, …]") }
      writes = files
    default:
      throw LocatedError(
        .unknown("header key", member.key, known: ["format", "seed", "requires", "writes"], isUsage: true),
        at: member.location,
        length: member.key.count)
    }
  }
}
