import CommandLanguage

/// A language whose sessions files hold: what replaying them needs beyond executing statements.
///
/// Each requirement but `statements` and `execute` has a default, for languages without seeds, variables or files.
public protocol SessionFileLanguage: StatementExecutor {
  /// The statement that sets the seed, which a file's header names; `nil` in a language without seeds.
  func seeding(_ seed: UInt64) -> String?
  /// How a statement that gives a variable its value is spelled: `let NAME VALUE`; `nil` in a language without variables.
  var assignmentForm: String? { get }
  /// The statement that gives the variable `name` the value `value`.
  func assignment(_ name: String, _ value: String) -> String
  /// The variable to which a statement assigns a value; `nil` for other statements.
  func assignedName(_ statement: Statement) -> String?
  /// Where statements may write files.
  var writeAccess: WriteAccess { get set }
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
  /// The language writes no files.
  public var writeAccess: WriteAccess {
    get { WriteAccess() }
    set {}
  }
}
