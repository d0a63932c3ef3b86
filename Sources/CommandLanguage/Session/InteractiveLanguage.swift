import Display

/// A language that helps while it is typed: what prompts and kernels need of it beyond executing.
///
/// Each requirement has a default, for languages of lines that help with nothing.
public protocol InteractiveLanguage: StatementExecutor {
  /// Major, minor, patch.
  var version: String { get }
  /// The prompt at which commands are typed.
  var prompt: String { get }
  /// The prompt for continuation lines.
  var continuationPrompt: String { get }
  /// How results are shown.
  var display: DisplaySettings { get }
  /// Whether `text` can be executed as it is.
  ///
  /// - Parameters:
  ///   - text: one or more commands.
  ///   - isTyped: whether a person types it line by line, so that an empty line may end what is open.
  func completeness(of text: String, isTyped: Bool) -> Completeness
  /// What finds the words that fit at the cursor of a text, in the session as it is now.
  var completer: Completer { get }
  /// What is known about the word at the cursor; `nil` where nothing is.
  func inspection(of text: String, at cursor: String.Index) -> String?
}

extension InteractiveLanguage {
  /// `1.0`.
  public var version: String { "1.0" }
  /// `NAME> `.
  public var prompt: String { name + "> " }
  /// `...> `.
  public var continuationPrompt: String { Grammar.continuationPrompt }
  /// Text as wide as the front end.
  public var display: DisplaySettings { DisplaySettings() }
  /// Every text can be executed.
  public func completeness(of text: String, isTyped: Bool) -> Completeness { .complete }
  /// Nothing fits anywhere.
  public var completer: Completer { { Completion(of: $0, at: $1, among: []) } }
  /// Nothing is known.
  public func inspection(of text: String, at cursor: String.Index) -> String? { nil }

  /// What fits at the cursor of a text.
  public func completion(of text: String, at cursor: String.Index) -> Completion { completer(text, cursor) }
}

/// Finds what fits at the cursor of a text.
public typealias Completer = @Sendable (_ text: String, _ cursor: String.Index) -> Completion
