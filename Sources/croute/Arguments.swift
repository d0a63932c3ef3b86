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
    if !parameters.isEmpty, updates || action == .importNotebook {
      let option = parameters.values.isEmpty ? "--seed" : "--let"
      throw UsageError(message: "\(option) does not go with \(updates ? "--update" : "import")")
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

/// An option of the command line: its spelling, summary and effect.
struct Flag: Sendable {
  let names: [String]
  /// Its value in capitals; empty for none.
  let placeholder: String
  let summary: String
  /// The kind of its value.
  let allowed: String
  /// Applies the value; false if it is not allowed.
  let apply: @Sendable (inout Arguments, String) -> Bool

  /// Its form in the help.
  var usage: String { placeholder.isEmpty ? names[0] : "\(names[0]) \(placeholder)" }

  private init(
    _ names: [String], value placeholder: String = "", allowed: String = "", _ summary: String,
    apply: @escaping @Sendable (inout Arguments, String) -> Bool
  ) {
    self.names = names
    self.placeholder = placeholder
    self.summary = summary
    self.allowed = allowed
    self.apply = apply
  }

  private static func on(
    _ name: String, _ path: any WritableKeyPath<Arguments, Bool> & Sendable, is value: Bool = true, _ summary: String
  ) -> Flag {
    Flag([name], summary) { arguments, _ in
      arguments[keyPath: path] = value
      return true
    }
  }

  /// The options, in the order of help.
  static let all: [Flag] = [
    Flag(["-c"], value: "COMMAND", "execute a command; may be repeated") {
      $0.inputs.append(.command($1))
      return true
    },
    on("-i", \.stays, "stay at the prompt after files and commands"),
    Flag(
      ["--format"], value: "FORMAT", allowed: OutputFormat.inWords,
      "print results as text, json, csv or markdown"
    ) {
      guard let format = OutputFormat(rawValue: $1) else { return false }
      $0.settings.display.format = format
      return true
    },
    Flag(
      ["--seed"], value: "N", allowed: "a whole number from 0", "the seed; overrides that of a session file"
    ) {
      guard let seed = UInt64($1) else { return false }
      $0.settings.seed = seed
      $0.parameters.seed = seed
      return true
    },
    Flag(["--width"], value: "N", allowed: "20 to 1000", "columns of text (default: the terminal's)") {
      guard let width = Int($1), (20...1000).contains(width) else { return false }
      $0.settings.display.width = width
      return true
    },
    on("--keep-going", \.keepsGoing, "continue after an error; exit with the first error's code"),
    on("--echo", \.settings.display.echo, "print each command before its results"),
    on("--timing", \.settings.display.timing, "print how long each command took"),
    on("--quiet", \.settings.display.quiet, "leave out status messages"),
    on("--ascii", \.settings.display.ascii, "print ASCII characters only"),
    on("--no-color", \.mayColor, is: false, "print without colours"),
    Flag(["-o"], value: "FILE", "export and import: the file to write; cluster: the folder") {
      $0.output = $1
      return true
    },
    on("--force", \.mayOverwrite, "export and import: overwrite the file if it exists"),
    on("--update", \.updates, "check: rewrite output blocks and figures"),
    on("--allow-empty", \.allowsEmpty, "check: accept files with nothing to compare"),
    Flag(["--grade"], value: "KEY.md", "check: mark the answers in files and notebooks by a key") {
      $0.gradingKey = $1
      return true
    },
    on("--student", \.form.isForStudents, "export: leave out solutions and answers"),
    on("--slides", \.form.hasSlides, "export: mark each cell as a slide or a part of one"),
    on("--watch", \.watches, "run and check: again whenever a file is saved, until Ctrl-C"),
    Flag(["--policy"], value: "P.json", "decide: the policy file to apply") {
      $0.policy = $1
      return true
    },
    Flag(["--log"], value: "FILE", "decide: append each query's model, propensity and outcome") {
      $0.log = $1
      return true
    },
    Flag(
      ["--explore"], value: "SHARE", allowed: "a share from 0 to 1, such as 5%",
      "decide: send this share of queries to a random model"
    ) {
      guard let share = Number.parse($1), (0...1).contains(share) else { return false }
      $0.explored = share
      return true
    },
    on("--strict", \.isStrict, "decide: exit with 1 if a line had an error"),
    on("--schema", \.printsSchema, "decide: print the JSON Schema of policy files"),
    Flag(
      ["--let"], value: "NAME=VALUE", allowed: "NAME=VALUE",
      "set a variable or a session file's parameter; repeatable"
    ) {
      $0.parameters.take($1)
    },
    on("--allow-write", \.trust.mayWriteAnywhere, "session files may write outside their folders"),
    on("--allow-read", \.trust.mayReadAnywhere, "session files may read outside their folders"),
    on("--no-init", \.readsInitialization, is: false, "do not read the init file at the prompt"),
    Flag(["--help", "-h"], "print this") { arguments, _ in
      arguments.action = .help
      return true
    },
    Flag(["--version"], "print the version") { arguments, _ in
      arguments.action = .version
      return true
    },
  ]

  /// The page of `croute --help`.
  static var help: String {
    let width = all.map(\.usage.count).max() ?? 0
    let lines = all.map { flag in
      "  " + flag.usage + String(repeating: " ", count: width - flag.usage.count + 2) + flag.summary
    }
    return """
      croute: choose among language models by routing and cascading

      usage:
        croute [FILE…]        the prompt; with files, as `croute run`
        croute learn [LESSON] list the lessons, or play one at the prompt
        croute run FILE…      execute scripts and session files (.md); - is stdin
        croute check FILE…    run session files and compare the outputs
        croute export F.md    run a session file and write it as a notebook
        croute import F.ipynb write a notebook as a session file
        croute decide --policy P.json
                              apply a tuned policy to JSON Lines on stdin
        croute merge FILE…    print what shards of a command have computed
        croute cluster slurm|parallel N 'COMMAND'…
                              write the script that computes N shards of it
        croute -i FILE…       execute files, then stay at the prompt
        croute -c 'COMMAND'   execute commands, then exit
        croute kernel …       the Jupyter kernel: install, uninstall, run

      options:
      \(lines.joined(separator: "\n"))

      Exit codes: 0 success; 1 a command failed or a check differs; 2 usage or
      parse error; 130 interrupted.
      `croute -c help` lists the commands.

      """
  }
}
