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
  /// The statement that an empty line at the prompt stands for; `nil` where it stands for none.
  var emptyLine: String? { get }
  /// What ends the statement that a line begins; `nil` where the line itself does.
  func ending(of line: String) -> StatementEnding?
  /// Whether what is typed at the prompt is kept in the history.
  var keepsHistory: Bool { get }
  /// Checks that a file is one of this language before it is executed.
  ///
  /// - Throws: what it is instead.
  func check(_ source: Source) throws(CommandError)
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
  /// An empty line means nothing.
  public var emptyLine: String? { nil }
  /// Every text can be executed.
  public func completeness(of text: String, isTyped: Bool) -> Completeness { .complete }
  /// A line that is incomplete ends where the text is complete.
  public func ending(of line: String) -> StatementEnding? {
    guard completeness(of: line, isTyped: false) == .incomplete else { return nil }
    return .completeText { self.completeness(of: $0, isTyped: false) }
  }
  /// Everything is kept.
  public var keepsHistory: Bool { true }
  /// Every file is.
  public func check(_ source: Source) throws(CommandError) {}
  /// Nothing fits anywhere.
  public var completer: Completer { { Completion(of: $0, at: $1, among: []) } }
  /// Nothing is known.
  public func inspection(of text: String, at cursor: String.Index) -> String? { nil }

  /// What fits at the cursor of a text.
  public func completion(of text: String, at cursor: String.Index) -> Completion { completer(text, cursor) }
}

/// Finds what fits at the cursor of a text.
public typealias Completer = @Sendable (_ text: String, _ cursor: String.Index) -> Completion
