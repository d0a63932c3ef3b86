import Foundation

/// Starts workers, watches them, and keeps what they find.
struct Supervisor {
  let readers: [Reader]
  let hasPrompt: Bool
  let seed: UInt64
  /// Where inputs that upset a reader are kept.
  let folder: String

  /// How long an input may take, in seconds, and how much memory, in bytes.
  static let patience = 10.0, memory = 500 << 20

  /// How a process ended.
  enum Ending: Equatable {
    case well
    case trap(signal: Int32)
    case broken(String)
    case hang
    case memory(Int)

    var words: String {
      switch self {
      case .well: "nothing"
      case .trap(let signal): "ended by signal \(signal)"
      case .broken(let what): what
      case .hang: "took longer than \(Int(Supervisor.patience)) s"
      case .memory(let bytes): "took \(bytes >> 20) MB"
      }
    }

    /// Whether it is of the same kind, so that a smaller input shows the same.
    func isLike(_ other: Ending) -> Bool {
      switch (self, other) {
      case (.trap, .trap), (.broken, .broken), (.hang, .hang), (.memory, .memory): true
      default: false
      }
    }
  }

  private func say(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }

  /// Gives every reader the same share of the time; 1 where anything was found.
  func run(seconds: Double) -> Int32 {
    var found = 0
    var counts: [String: Int] = [:]
    let share = seconds / Double(readers.count + (hasPrompt ? 1 : 0))
    for reader in readers {
      if let refused = refusedExample(of: reader) {
        say("FOUND \(reader.name): \(refused)")
        found += 1
      }
      var left = share
      var number = 0
      while left > 0.05 {
        let start = ContinuousClock.now
        let (ending, next) = work(reader, from: number, seconds: left)
        left -= (ContinuousClock.now - start) / .seconds(1)
        number = next + 1
        guard ending != .well else { break }
        found += 1
        keep(Worker.input(next, of: reader, seed: seed), of: reader, next, ending)
        if found > 50 { break }
      }
      counts[reader.name] = number
      say("\(reader.name): \(number) inputs")
    }
    if hasPrompt {
      let prompt = PromptFuzzer(seed: seed)
      let ending = prompt.run(seconds: share)
      say("prompt: \(ending.keys) keys")
      if let finding = ending.finding {
        say("FOUND prompt: \(finding)")
        found += 1
      }
    }
    say("\(counts.values.reduce(0, +)) inputs, \(found) findings, seed \(seed)")
    return found == 0 ? 0 : 1
  }

  /// What is wrong with the examples of a reader, as long as they are whole: nothing, if it accepts them.
  private func refusedExample(of reader: Reader) -> String? {
    guard reader.acceptsExamples else { return nil }
    let path = Scratch.folder + "croute-fuzz-example-\(getpid())"
    defer { try? FileManager.default.removeItem(atPath: path) }
    for (number, example) in reader.examples().enumerated() {
      _ = FileManager.default.createFile(atPath: path, contents: Data(example))
      let ending = Self.watch(["--accepts", reader.name, path])
      if ending != .well { return "example \(number): \(ending.words)" }
    }
    return nil
  }

  /// Lets a worker read inputs; how it ended and the number of the input that it read last.
  private func work(_ reader: Reader, from first: Int, seconds: Double) -> (Ending, Int) {
    let path = Scratch.folder + "croute-fuzz-progress-\(getpid())"
    _ = FileManager.default.createFile(atPath: path, contents: Data(count: 8))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let ending = Self.watch(["--worker", reader.name, "\(seed)", "\(first)", "\(seconds)", path], progress: path)
    let data = FileManager.default.contents(atPath: path) ?? Data(count: 8)
    return (ending, Int(data.withUnsafeBytes { $0.loadUnaligned(as: Int64.self) }))
  }

  /// Runs this program with other arguments, and ends it where it takes too long over an input or too much memory.
  static func watch(_ arguments: [String], progress: String? = nil) -> Ending {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = arguments
    // What traps is seen by its signal; a backtrace of each would take seconds.
    process.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
    let errors = Scratch.folder + "croute-fuzz-errors-\(getpid())"
    _ = FileManager.default.createFile(atPath: errors, contents: nil)
    defer { try? FileManager.default.removeItem(atPath: errors) }
    process.standardError = FileHandle(forWritingAtPath: errors)
    process.standardOutput = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    do { try process.run() } catch { return .broken("\(error)") }
    var latest = Data()
    var since = ContinuousClock.now
    var killed: Ending?
    while process.isRunning {
      usleep(20_000)
      let now = progress.flatMap { FileManager.default.contents(atPath: $0) } ?? Data()
      if now != latest { (latest, since) = (now, .now) }
      let bytes = residentMemory(of: process.processIdentifier)
      if bytes > memory { killed = .memory(bytes) }
      if ContinuousClock.now - since > .seconds(patience) { killed = .hang }
      if killed != nil {
        kill(process.processIdentifier, SIGKILL)
        break
      }
    }
    process.waitUntilExit()
    try? FileManager.default.removeItem(atPath: Scratch.folder + "croute-fuzz-\(process.processIdentifier)")
    if let killed { return killed }
    if process.terminationReason == .uncaughtSignal { return .trap(signal: process.terminationStatus) }
    if process.terminationStatus == 0 { return .well }
    let said = (try? String(contentsOfFile: errors, encoding: .utf8))?.split(separator: "\n").last.map(String.init)
    return .broken(said ?? "exit code \(process.terminationStatus)")
  }

  private static func residentMemory(of process: pid_t) -> Int {
    let words = (try? String(contentsOfFile: "/proc/\(process)/statm", encoding: .utf8))?.split(separator: " ") ?? []
    return words.count > 1 ? (Int(words[1]) ?? 0) * 4_096 : 0
  }

  /// Reduces an input and keeps it as a file.
  private func keep(_ input: (bytes: [UInt8], isCut: Bool), of reader: Reader, _ number: Int, _ ending: Ending) {
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = folder + "/\(reader.name.replacing(" ", with: "-"))-\(seed)-\(number)"
    let bytes = input.isCut ? input.bytes : Reducer(reader: reader, ending: ending, path: path).reduced(input.bytes)
    _ = FileManager.default.createFile(atPath: path, contents: Data(bytes))
    say("FOUND \(reader.name) \(number): \(ending.words): \(bytes.count) bytes in \(path)")
  }
}
