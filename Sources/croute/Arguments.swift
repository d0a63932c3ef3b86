import CommandLanguage
import Display
import SessionFiles
import Terminal
import Workbench

/// The command line.
package struct Arguments: Equatable {
  /// Something to execute.
  package enum Input: Equatable {
    /// The text given to `-c`.
    case command(String)
    case file(String)
    case standardInput

    var isFile: Bool { if case .file = self { true } else { false } }
    var isSessionFile: Bool { if case .file(let path) = self { path.hasSuffix(".md") } else { false } }
  }

  /// The action, named by the first argument.
  package enum Action: Equatable {
    case session
    case check
    case exportNotebook
    case importNotebook
    case decide
    case cluster
    case help
    case version
  }

  package var action = Action.session
  /// The options with their values, as they were given.
  package private(set) var options: [[String]] = []
  /// The inputs to execute, in order.
  package var inputs: [Input] = []
  /// Whether to stay at the prompt afterwards.
  package var stays = false
  package var settings = Settings()
  package var keepsGoing = false
  package var readsInitialization = true
  package var mayColor = true
  /// Whether `check` updates output blocks and figures.
  package var updates = false
  /// Whether `check` passes on files in which there is nothing to compare.
  package var allowsEmpty = false
  /// The file by which `check` marks the answers in the others.
  package var gradingKey: String?
  /// For whom `export` makes a notebook.
  package var form = NotebookExport.Form()
  /// Whether `run` and `check` do it again at every save.
  package var watches = false
  /// The file that `export` and `import` write.
  package var output: String?
  /// Whether `export` and `import` replace an existing file.
  package var mayOverwrite = false
  /// The policy file that `decide` applies.
  package var policy: String?
  /// The file to which `decide` appends what it decided; `nil` for none.
  package var log: String?
  /// The share of queries that `decide` gives to a model drawn from all.
  package var explored = 0.0
  /// Whether `decide` ends with 1 if any line had an error.
  package var isStrict = false
  /// Whether `decide` prints the schema of policy files instead.
  package var printsSchema = false
  /// What session files may do beyond what a stranger's may.
  package var trust = Trust()
  /// The variables set on the command line.
  package var parameters = Parameters()

  /// The actions that the first argument may name.
  private static let verbs: [String: Action] = [
    "run": .session, "check": .check, "export": .exportNotebook, "import": .importNotebook,
    "decide": .decide, "learn": .session, "merge": .session, "cluster": .cluster,
  ]

  package init() {}

  /// Reads the arguments after the program's name.
  ///
  /// - Throws: `UsageError`.
  package init(_ arguments: [String]) throws(UsageError) {
    var rest = arguments[...]
    var verb: String?
    while let argument = rest.popFirst() {
      if argument == "--" {
        inputs += rest.map(Self.input)
        break
      }
      if argument.hasPrefix("-") && argument != "-" {
        try take(argument, &rest)
      } else if verb == nil, inputs.isEmpty, let named = Self.verbs[argument] {
        verb = argument
        if action == .session { action = named }
      } else {
        inputs.append(Self.input(argument))
      }
    }
    if verb == "learn" { try beLearning() }
    if action == .cluster { return }
    if action == .decide {
      if let input = inputs.first {
        throw UsageError(
          message: "decide reads standard input and takes no \(input.noun)",
          suggestion: "croute decide --policy P.json < LINES")
      }
      if policy == nil && !printsSchema {
        throw UsageError(message: "decide needs --policy P.json", suggestion: "see: croute -c 'help policies'")
      }
      if explored > 0 && log == nil {
        throw UsageError(
          message: "--explore needs --log FILE: choices that are not recorded teach nothing",
          suggestion: "croute decide --policy P.json --log log.jsonl --explore 5% < LINES")
      }
    } else if let verb, verb != "learn", inputs.isEmpty, action == Self.verbs[verb] {
      throw UsageError(message: "\(verb) needs a FILE", suggestion: "croute \(verb) FILE…")
    }
    if let verb, action != .session, action == Self.verbs[verb], !inputs.allSatisfy(\.isFile) {
      throw UsageError(message: "\(verb) takes files only", suggestion: "croute \(verb) FILE…")
    }
    if !parameters.isEmpty, updates || action == .importNotebook || gradingKey != nil {
      let option = parameters.values.isEmpty ? "--seed" : "--let"
      let other = updates ? "--update" : gradingKey != nil ? "--grade: each submission sets its own" : "import"
      throw UsageError(message: "\(option) does not go with \(other)")
    }
    if watches, verb != "run", verb != "check" {
      throw UsageError(message: "--watch goes with run and check", suggestion: "croute check --watch FILE")
    }
    if watches, !inputs.allSatisfy(\.isFile) {
      throw UsageError(message: "--watch needs a FILE", suggestion: "croute check --watch FILE")
    }
    if form != NotebookExport.Form(), action != .exportNotebook {
      throw UsageError(message: "\(form.hasSlides ? "--slides" : "--student") goes with export")
    }
    if gradingKey != nil, action != .check || updates {
      throw UsageError(
        message: "--grade goes with check alone", suggestion: "croute check --grade KEY.md FILE…")
    }
    if output != nil && inputs.count > 1 {
      throw UsageError(message: "-o names one file, and there are \(inputs.count) to convert")
    }
    if verb == "merge" {
      if !inputs.allSatisfy(\.isFile) {
        throw UsageError(message: "merge takes files only", suggestion: "croute merge FILE…")
      }
      inputs = [.command("merge " + paths.map(Lexer.quoted).joined(separator: " "))]
    }
  }

  /// `croute learn [LESSON]`: the prompt, at which that command is executed.
  private mutating func beLearning() throws(UsageError) {
    if inputs.count > 1 {
      throw UsageError(message: "learn takes one LESSON", suggestion: "croute learn [LESSON]")
    }
    var command = "learn"
    if case .file(let lesson)? = inputs.first { command += " " + Lexer.quoted(lesson) }
    inputs = [.command(command)]
    stays = true
  }

  private static func input(_ argument: String) -> Input { argument == "-" ? .standardInput : .file(argument) }

  private mutating func take(_ argument: String, _ rest: inout ArraySlice<String>) throws(UsageError) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let flag = Flag.all.first(where: { $0.names.contains(parts[0]) }) else {
      let nearest = Suggestion.nearest(to: parts[0], in: Flag.all.flatMap(\.names))
      throw UsageError(
        message: "unknown option '\(parts[0])'",
        suggestion: nearest.map { "did you mean '\($0)'?" } ?? "see: croute --help")
    }
    var value = parts.count > 1 ? parts[1] : nil
    if flag.placeholder.isEmpty, value != nil {
      throw UsageError(message: "\(parts[0]) takes no value")
    }
    if !flag.placeholder.isEmpty, value == nil { value = rest.popFirst() }
    if !flag.placeholder.isEmpty, value == nil {
      throw UsageError(message: "\(parts[0]) needs a value: \(flag.usage)")
    }
    options.append([flag.names[0]] + (value.map { [$0] } ?? []))
    guard flag.apply(&self, value ?? "") else {
      throw UsageError(
        message: "\(parts[0]) is '\(value ?? "")', expected \(flag.allowed)")
    }
  }
}

extension Arguments.Input {
  /// What it is, in a sentence.
  fileprivate var noun: String {
    switch self {
    case .command: "-c"
    case .file(let path): "file: \(path)"
    case .standardInput: "file: -"
    }
  }
}

/// An error in the command line.
package struct UsageError: Error, Equatable {
  package var message: String
  package var suggestion: String?

  package init(message: String, suggestion: String? = nil) {
    self.message = message
    self.suggestion = suggestion
  }
}
