/// A language that helps while it is typed: what prompts and kernels need of it beyond executing.
public protocol InteractiveLanguage: StatementExecutor {
  /// Whether `text` can be executed as it stands.
  ///
  /// - Parameter isTyped: whether a person types it line by line, so that an empty line may end what is open.
  func completeness(of text: String, isTyped: Bool) -> Completeness
  /// What fits at the cursor of a text.
  func completion(of text: String, at cursor: String.Index) -> Completion
  /// What is known about the word at the cursor; `nil` where nothing is.
  func inspection(of text: String, at cursor: String.Index) -> String?
}

extension Interpreter: InteractiveLanguage {
  public var name: String { "croute" }

  public func completion(of text: String, at cursor: String.Index) -> Completion {
    Completion(of: text, at: cursor, in: session)
  }

  public func inspection(of text: String, at cursor: String.Index) -> String? {
    Inspection(of: text, at: cursor, in: session)?.text
  }
}
