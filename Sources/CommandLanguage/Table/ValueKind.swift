/// What kind of thing a word names: what it is completed with.
///
/// A language adds kinds of its own (`static let model = ValueKind("model")`) and says in `LanguageDefinition.choices` what they
/// are completed with.
public struct ValueKind: Sendable, Hashable {
  /// The name, which no other kind has.
  public let name: String
  /// The words of a choice among fixed ones.
  public let words: [String]
  /// Whether it may be a path, so that candidates are told apart by their last components.
  public let isPath: Bool
  /// Whether it is free text, of which nothing can be known.
  package let isFree: Bool

  /// A kind of that name.
  public init(_ name: String, isPath: Bool = false) {
    self.init(name, words: [], isPath: isPath, isFree: false)
  }

  private init(_ name: String, words: [String], isPath: Bool = false, isFree: Bool) {
    self.name = name
    self.words = words
    self.isPath = isPath
    self.isFree = isFree
  }

  /// Any text.
  public static let text = ValueKind("text", words: [], isFree: true)
  /// A number.
  public static let number = ValueKind("number", words: [], isFree: true)
  /// A whole number.
  public static let integer = ValueKind("integer", words: [], isFree: true)
  /// A file or folder.
  public static let path = ValueKind("path", isPath: true)
  /// A command, or a topic of `help`.
  public static let command = ValueKind("command")
  /// A variable.
  public static let variable = ValueKind("variable")
  /// A value of the setting named by the previous argument.
  public static let settingValue = ValueKind("settingValue")
  /// One of the given words.
  public static func choice(_ words: [String]) -> ValueKind { ValueKind("choice", words: words, isFree: false) }
}
