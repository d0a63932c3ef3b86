import Display

/// A language of commands: its table, and what its words can name.
///
/// Only `name`, `version` and `commands` are needed; the toolkit's own commands (`.help()`, `.set()`, `.let()`, …) can be
/// part of the table.
public protocol LanguageDefinition: SendableMetatype {
  /// What commands change.
  associatedtype State: LanguageState
  /// What commands use and `undo` leaves alone, such as caches; each interpreter has its own.
  associatedtype Services = Void

  /// The name: of the prompt, the kernel and the blocks of session files.
  static var name: String { get }
  /// Major, minor, patch.
  static var version: String { get }
  /// The commands.
  static var commands: CommandTable<Self> { get }
  /// What `set` adjusts.
  static var settings: [Setting<State>] { get }
  /// The pages of `help` beside those of commands.
  static var topics: [HelpTopic] { get }
  /// Names beside commands, topics and settings that there is a page about.
  static var subjects: [String] { get }

  /// Refuses words of a command before it is executed.
  ///
  /// - Throws: the error that takes its place.
  static func check(_ invocation: Invocation) throws(LocatedError)
  /// Refuses what a command has made where what it worked with was not what it should be.
  ///
  /// - Throws: the error that the command ends with.
  static func check(_ state: State, _ services: Services) throws
  /// Caches and the like for an interpreter.
  static func makeServices() -> Services
  /// The statement that prints the value of an expression as the first cell of a table; `nil` in a language without
  /// expressions.
  static func statement(valuing expression: String) -> String?
  /// The page about one of the `subjects`.
  static func page(about name: String) -> String?
  /// The page about a word that stands behind `verb`, where it is the verb that says what the word means.
  static func page(about word: String, after verb: String) -> String?
  /// What can stand at a place of a kind that is the language's own.
  ///
  /// - Parameters:
  ///   - kind: the kind of the place.
  ///   - beginning: the text typed so far.
  ///   - previous: what stands before it: the arguments, or the part of the word that `part` cut off.
  ///   - state: the state of the session.
  static func choices(for kind: ValueKind, beginning: String, after previous: [String], in state: State) -> [Choice]
  /// The part of a word that is being typed, where a word of that kind has parts.
  static func part(of word: String, as kind: ValueKind, in state: State) -> WordPart?
  /// What can stand at the cursor in the text of a raw command.
  static func textCompletion(of typed: Substring, before rest: Substring, in state: State) -> TextCompletion?
}

extension LanguageDefinition {
  /// Nothing is refused.
  public static func check(_ invocation: Invocation) throws(LocatedError) {}
  /// Nothing is refused.
  public static func check(_ state: State, _ services: Services) throws {}
  /// The settings of the display.
  public static var settings: [Setting<State>] { Setting.display }
  /// There are no expressions.
  public static func statement(valuing expression: String) -> String? { nil }
  /// No topics.
  public static var topics: [HelpTopic] { [] }
  /// No subjects.
  public static var subjects: [String] { [] }
  /// No page.
  public static func page(about name: String) -> String? { nil }
  /// No page.
  public static func page(about word: String, after verb: String) -> String? { nil }
  /// Nothing.
  public static func choices(
    for kind: ValueKind, beginning: String, after previous: [String], in state: State
  ) -> [Choice] { [] }
  /// Words have no parts.
  public static func part(of word: String, as kind: ValueKind, in state: State) -> WordPart? { nil }
  /// Nothing.
  public static func textCompletion(
    of typed: Substring, before rest: Substring, in state: State
  ) -> TextCompletion? { nil }
}

extension LanguageDefinition where Services == Void {
  /// Nothing.
  public static func makeServices() {}
}

/// The value that the commands of a language change; `undo` is the value before.
public protocol LanguageState: Sendable {
  /// How results are shown.
  var display: DisplaySettings { get set }
  /// The variables of `let`.
  var variables: [String: String] { get set }

  /// The state at the beginning.
  init()
}
