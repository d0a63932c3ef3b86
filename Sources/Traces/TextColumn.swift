/// Long texts (prompts, answers) that may stay in their file until somebody asks for one.
///
/// A value is either held in memory or known by where it stands in a file, and read back when it is asked for. A file
/// that changed or went away since gives `nil` for its texts.
public struct TextColumn: Sendable {
  /// The values held in memory.
  private var strings: [String?]

  /// A column of texts in memory; `nil` where there is none.
  public init(_ strings: [String?]) { self.strings = strings }

  /// The number of values, missing ones included.
  public var count: Int { strings.count }

  /// The text at `index`; `nil` where there is none.
  public subscript(index: Int) -> String? { strings[index] }
}
