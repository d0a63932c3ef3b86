import Foundation
import Glibc
import Mathematics

/// Types at the prompt of the program beside this one, at a terminal of its own, until the time is over.
struct PromptFuzzer {
  let seed: UInt64

  /// What people and terminals send: words, control keys, escape sequences, pastes with and without an end.
  private static let keys: [String] =
    (1..<32).filter { ![3, 4, 17, 19, 26, 28].contains($0) }.map { String(UnicodeScalar(UInt8($0))) } + [
      "\r", "\r", "\r", "\t", "\t\t", "y", "n", " ", "\u{7F}", "\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "\u{1B}[D",
      "\u{1B}b", "\u{1B}f",
      "\u{1B}[3~", "\u{1B}[H", "\u{1B}[200~", "\u{1B}[201~", "\u{1B}[200~echo a\necho b\u{1B}[201~", "\u{1B}", "\u{3}",
      "\u{3}",
      "echo ", "load sim:cascade --queries 30\r", "show ", "sql SELECT ", ";\r", "describe\r", "plot ", "set ", "'",
      "\"", "\\", "é",
      "日本", "👩‍👩‍👧", "e\u{301}", "\u{9B}", "\u{FF}", "history\r", "undo\r", "help\r", "!true\r", "> f.txt\r", "| cat\r",
      "step ",
    ]

  /// Types; how many keys there were, and what was found.
  func run(seconds: Double) -> (keys: Int, finding: String?) {
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "croute").path
    let folder = Scratch.folder + "croute-fuzz-prompt-\(getpid())"
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var random = SplitMix64(state: seed ^ 0x70_72_6F_6D)
    var count = 0
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
      guard let terminal = Terminal(program, folder: folder) else { return (count, "cannot start \(program)") }
      defer { terminal.close() }
      guard terminal.shows("croute> ") else { return (count, "no prompt") }
      var typed: [String] = []
      for _ in 0..<80 where ContinuousClock.now < end {
        let key = Self.keys[random.next(below: Self.keys.count)]
        typed.append(key)
        count += 1
        terminal.type(key)
        if let signal = terminal.signalThatEndedIt() { return (count, "signal \(signal) after \(typed)") }
        if terminal.hasEnded { break }
      }
      // Whatever was typed, Ctrl-C gives a fresh prompt.
      if !terminal.hasEnded, ContinuousClock.now < end, !terminal.answers() { return (count, "deaf after \(typed)") }
    }
    return (count, nil)
  }

  /// A program at a pseudo-terminal.
  private final class Terminal {
    private let master: Int32
    private var process: pid_t = 0
    private var status: Int32?

    init?(_ program: String, folder: String) {
      master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
      var unlocked: Int32 = 0
      var number: Int32 = 0
      // TIOCSPTLCK and TIOCGPTN: the other end may be opened, and its name.
      guard master >= 0, ioctl(master, 0x4004_5431, &unlocked) == 0, ioctl(master, 0x8004_5430, &number) == 0 else {
        return nil
      }
      let name = "/dev/pts/\(number)"
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      defer { posix_spawn_file_actions_destroy(&actions) }
      posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
      posix_spawn_file_actions_adddup2(&actions, 0, 1)
      posix_spawn_file_actions_adddup2(&actions, 0, 2)
      var attributes = posix_spawnattr_t()
      posix_spawnattr_init(&attributes)
      defer { posix_spawnattr_destroy(&attributes) }
      // A session of its own, whose terminal the first one that it opens becomes.
      posix_spawnattr_setflags(&attributes, 0x80)
      func copies(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] { texts.map { strdup($0) } + [nil] }
      let words = copies(["env", "-C", folder, program, "--no-init"])
      let variables = copies(["TERM=xterm", "LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", "PAGER=cat", "HOME=" + folder])
      defer { for text in words + variables { free(text) } }
      if posix_spawn(&process, "/usr/bin/env", &actions, &attributes, words, variables) != 0 { return nil }
    }

    var hasEnded: Bool {
      if status != nil { return true }
      var code: Int32 = 0
      if waitpid(process, &code, WNOHANG) == process { status = code }
      return status != nil
    }

    func signalThatEndedIt() -> Int32? {
      guard hasEnded, let status, status & 0x7F != 0 else { return nil }
      return status & 0x7F
    }

    /// Types, and gives what is shown within two milliseconds.
    @discardableResult func type(_ text: String) -> [UInt8] {
      let bytes = Array(text.utf8)
      _ = write(master, bytes, bytes.count)
      usleep(2_000)
      return read()
    }

    /// Whether a text is shown within ten seconds.
    func shows(_ text: String) -> Bool {
      var shown: [UInt8] = []
      for _ in 0..<1_000 where !hasEnded {
        shown += read()
        if String(decoding: shown, as: UTF8.self).contains(text) { return true }
        usleep(10_000)
      }
      return false
    }

    private func read() -> [UInt8] {
      var all: [UInt8] = []
      var chunk = [UInt8](repeating: 0, count: 65_536)
      while true {
        let count = Glibc.read(master, &chunk, chunk.count)
        if count <= 0 { return all }
        all += chunk[..<count]
      }
    }

    /// Whether a command typed after Ctrl-C is executed within ten seconds, on a machine however busy.
    func answers() -> Bool {
      var shown: [UInt8] = []
      for _ in 0..<40 {
        shown += type("\u{3}")
        usleep(30_000)
        shown += type("\recho 40''2\r")
        for _ in 0..<12 {
          if String(decoding: shown, as: UTF8.self).contains("402") || hasEnded { return true }
          usleep(20_000)
          shown += read()
        }
      }
      return false
    }

    func close() {
      if !hasEnded {
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
      }
      Glibc.close(master)
    }
  }
}
