import CommandLanguage
import CrouteLanguage
import Display
import Glibc
import Input
import SessionFiles
import Terminal
import Traces
import Workbench

/// The program `croute`.
enum Program {
  /// Runs the program; returns its exit code.
  ///
  /// - Parameter arguments: the words after the program's name.
  static func run(_ arguments: [String]) -> Int32 {
    TerminalFrontEnd.setUpProcess()
    do {
      let arguments = try Arguments(arguments)
      try arguments.checkFiles()
      return run(arguments)
    } catch {
      report(error, isJSON: arguments.contains("--format=json") || arguments.adjacent("--format", "json"))
      return 2
    }
  }

  private static func run(_ arguments: Arguments) -> Int32 {
    let isAtTerminal = isatty(STDIN_FILENO) == 1
    let hasPrompt = arguments.action == .session && isAtTerminal && (arguments.stays || arguments.inputs.isEmpty)
    var options = TerminalFrontEnd.Options()
    options.isPrompt = hasPrompt
    options.mayColor = arguments.mayColor
    options.isASCII = arguments.settings.display.ascii
    let frontEnd = TerminalFrontEnd(options)
    switch arguments.action {
    case .help: frontEnd.streams.write(Flag.help)
    case .version: frontEnd.streams.write("croute \(Croute.version)\n")
    case .check, .exportNotebook, .importNotebook:
      let exitCode = SessionFileActions(arguments: arguments, frontEnd: frontEnd).run()
      if frontEnd.streams.outputFailure == nil { return exitCode }
    case .decide:
      let exitCode = DecideAction(arguments: arguments, frontEnd: frontEnd).run()
      if frontEnd.streams.outputFailure == nil { return exitCode }
    case .cluster: return clusterScript(arguments, frontEnd)
    case .session where arguments.watches:
      var once = arguments
      once.watches = false
      let exitCode = Watch(arguments.paths, frontEnd).run { session(once, frontEnd, hasPrompt: false) }
      if frontEnd.streams.outputFailure == nil { return exitCode }
    case .session:
      let exitCode = session(arguments, frontEnd, hasPrompt: hasPrompt)
      if frontEnd.streams.outputFailure == nil { return exitCode }
    }
    return ending(of: frontEnd.streams)
  }

  private static func clusterScript(_ arguments: Arguments, _ frontEnd: TerminalFrontEnd) -> Int32 {
    do {
      frontEnd.streams.write(try ClusterScript(arguments).text)
      return ending(of: frontEnd.streams)
    } catch {
      report(error, isJSON: arguments.settings.display.format == .json)
      return 2
    }
  }

  private static func session(_ arguments: Arguments, _ frontEnd: TerminalFrontEnd, hasPrompt: Bool) -> Int32 {
    let interpreter = Interpreter(settings: arguments.settings)
    let script = Script(interpreter, frontEnd, keepsGoing: arguments.keepsGoing)
    if hasPrompt, arguments.readsInitialization, access(UserFolders(of: Croute.name).initialization, R_OK) == 0 {
      _ = script.run(file: UserFolders(of: Croute.name).initialization)
    }
    if hasPrompt, interpreter.keepsHistory { interpreter.stateFolder = UserFolders(of: Croute.name).state }
    var inputs = arguments.inputs
    if !hasPrompt && (inputs.isEmpty || arguments.stays) { inputs.append(.standardInput) }
    if !inputs.contains(where: \.isSessionFile) {
      let values = Source(arguments.parameters.code(in: interpreter), name: "--let")
      if script.run(values) != 0 { return 2 }
    }
    var exitCode: Int32 = 0
    for input in inputs where !interpreter.isFinished {
      let code =
        switch input {
        case .command(let text): script.run(Source(text, name: "-c"))
        case .file(let path) where input.isSessionFile:
          script.run(
            session: path, in: interpreter, trust: arguments.trust,
            parameters: arguments.parameters)
        case .file(let path): script.run(file: path)
        case .standardInput: script.runStandardInput()
        }
      if exitCode == 0 { exitCode = code }
      if code != 0 && !arguments.keepsGoing || code == 130 || frontEnd.streams.outputFailure != nil { break }
    }
    if !hasPrompt || interpreter.isFinished || frontEnd.streams.outputFailure != nil { return exitCode }
    Prompt(interpreter, frontEnd).run()
    return 0
  }

  /// The exit code once standard output is written: a write error is an error, a closed pipe is not.
  private static func ending(of streams: StandardStreams) -> Int32 {
    guard let failure = streams.outputFailure else { return 0 }
    if failure == EPIPE { Signals.deliver(SIGPIPE) }
    streams.writeError("croute: cannot write to standard output: \(String(cString: strerror(failure)))\n")
    return 1
  }

  private static func report(_ error: UsageError, isJSON: Bool) {
    var text = Visible.text("croute: \(error.message)\n" + (error.suggestion.map { $0 + "\n" } ?? ""))
    if isJSON {
      var members = [JSONValue.Member("error", .string(error.message))]
      if let suggestion = error.suggestion { members.append(.init("suggestion", .string(suggestion))) }
      text = JSONValue.object(members).text + "\n"
    }
    StandardStreams().writeError(text)
  }
}

extension Arguments {
  /// The files among the inputs.
  var paths: [String] {
    inputs.compactMap { if case .file(let path) = $0 { path } else { nil } }
  }

  /// Refuses unreadable files before anything is executed.
  func checkFiles() throws(UsageError) {
    // A submission that is missing is marked as such.
    if action == .help || action == .version || action == .cluster || gradingKey != nil { return }
    for case .file(let path) in inputs where access(path, R_OK) != 0 {
      let reason = String(cString: strerror(errno))
      let isWord = !path.contains("/") && !path.contains(".")
      throw UsageError(
        message: isWord ? "'\(path)' is neither a command of croute nor a file" : "cannot read \(path): \(reason)",
        suggestion: isWord ? "see: croute --help" : nil)
    }
  }
}

extension [String] {
  fileprivate func adjacent(_ first: String, _ second: String) -> Bool {
    zip(self, dropFirst()).contains { $0 == first && $1 == second }
  }
}
