import CommandLanguage
import Mathematics

/// A language whose sessions files hold: what replaying them needs beyond executing statements.
///
/// Each requirement but those of executing statements has a default, for languages without seeds, variables or files.
public protocol SessionFileLanguage: StatementExecutor {
  /// The statement that sets the seed, which a file's header names; `nil` in a language without seeds.
  func seeding(_ seed: UInt64) -> String?
  /// How a statement that gives a variable its value is spelled: `let NAME VALUE`; `nil` in a language without variables.
  var assignmentForm: String? { get }
  /// The statement that gives the variable `name` the value `value`.
  func assignment(_ name: String, _ value: String) -> String
  /// The variable to which a statement assigns a value; `nil` for other statements.
  func assignedName(_ statement: Statement) -> String?
  /// The words of a statement, the values of variables in their places; none where it has no words.
  func words(of statement: Statement) -> [String]
  /// The statement that takes in the exercises of a session file, by its name without an ending; `nil` in a language without
  /// lessons.
  func exercising(_ name: String) -> String?
  /// The value of an expression in the session, which stays as it is; `nil` in a language without expressions.
  ///
  /// - Parameters:
  ///   - expression: what exercises and comments in prose hold behind `=`.
  ///   - cancellation: ends the computation.
  /// - Throws: what is wrong with it.
  func value(of expression: String, cancellation: CancellationFlag) throws(Diagnostic) -> String?
  /// Which files statements may read and write.
  var fileAccess: FileAccess { get set }
}

extension SessionFileLanguage {
  /// There are no seeds.
  public func seeding(_ seed: UInt64) -> String? { nil }
  /// There are no variables.
  public var assignmentForm: String? { nil }
  /// Nothing, since there are no variables.
  public func assignment(_ name: String, _ value: String) -> String { "" }
  /// Nothing, since there are no variables.
  public func assignedName(_ statement: Statement) -> String? { nil }
  /// What stands between blanks.
  public func words(of statement: Statement) -> [String] {
    statement.source.split(whereSeparator: \.isWhitespace).map(String.init)
  }
  /// There are no lessons.
  public func exercising(_ name: String) -> String? { nil }
  /// There are no expressions.
  public func value(of expression: String, cancellation: CancellationFlag) throws(Diagnostic) -> String? { nil }
  /// The language writes no files.
  public var fileAccess: FileAccess {
    get { FileAccess() }
    set {}
  }
}
