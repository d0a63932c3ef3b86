import CommandLanguage
import Display
import SessionFiles
import Terminal
import Workbench

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
      guard let seed = Number.seed($1) else { return false }
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
    on("--update", \.updates, "check: rewrite output blocks and files"),
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
