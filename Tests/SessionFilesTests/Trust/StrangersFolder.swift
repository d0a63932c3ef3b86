import CommandLanguage
import Foundation
import Glibc
import SessionFiles
import TestSupport

/// A folder with a stranger's session file in it, and everything beside it that such a file must not touch.
final class StrangersFolder {
  private let root: TemporaryFolder
  /// The folder of the session file.
  var path: String { root.path + "/work" }
  /// The folder beside it.
  var outside: String { root.path + "/outside" }

  init() throws {
    root = try TemporaryFolder()
    let files = FileManager.default
    for name in ["work/.git/hooks", "work/sub", "work/traces", "work/run", "outside/bin"] {
      try files.createDirectory(atPath: root.path + "/" + name, withIntermediateDirectories: true)
    }
    let rows = "query_id,model,quality,cost,ante,post,prompt\nq1,a,1,0.1,1,1,p\nq1,b,0,0.2,0,0,p\n"
    for (name, text) in [
      ("outside/secret.txt", "root:x:0:0\n"), ("outside/victim.csv", rows), ("outside/commands", "echo LEAKED\n"),
      ("outside/a.sql", "SELECT 'LEAKED'"), ("outside/state.json", "{}"), ("work/.git/hooks/pre-commit", "#!/bin/sh\n"),
      ("work/.hidden.csv", rows), ("work/run.csv", rows), ("work/note.ipynb", "{}"), ("work/page.md", "# Page\n"),
      ("work/data.csv", rows), ("work/own.csv", "old\n"), ("work/sub/deep.csv", rows),
      ("work/run/samples_t_2024-01-01T00-00-00.jsonl", "{}"), ("work/self.sql", "SELECT 1"),
    ] { try root.write(text, to: name) }
    chmod(path + "/.git/hooks/pre-commit", 0o755)
    chmod(path + "/run.csv", 0o755)
    mkfifo(path + "/pipe.csv", 0o644)
    for (link, target) in [
      ("work/link.csv", "../outside/victim.csv"), ("work/folder", "../outside"),
      ("work/new.csv", "../outside/made.csv"),
      ("work/hooks", ".git/hooks"), ("work/null.csv", "/dev/null"), ("work/zero.csv", "/dev/zero"),
      ("work/traces/queries.json", "../../outside/secret.txt"), ("work/inside.csv", "data.csv"),
      ("work/run/results_2024-01-01T00-00-00.json", "../../outside/state.json"),
    ] { try files.createSymbolicLink(atPath: root.path + "/" + link, withDestinationPath: target) }
  }

  /// Executes commands as a session file of the folder that nobody vouches for; what was shown, with the error.
  func run(_ commands: String, trust: Trust = Trust(), timeout: Double = 20) throws -> String {
    let text = """
      ---
      croute: {format: 1, seed: 0, writes: [own.csv, page.md, .hidden.csv, run.csv, folder/victim.csv, ../outside/victim.csv]}
      ---
      ```croute timeout=\(timeout)
      \(commands)
      ```

      """
    try root.write(text, to: "work/session.md")
    let replay = try SessionReplay(path: path + "/session.md")
    var shown = ""
    replay.run(trust: trust) { _, result in
      shown += result.text
      return true
    }
    return shown
  }

  /// Everything but what a session may make: path, kind, permissions and content.
  func state() throws -> [String] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted()
    return names.filter { !$0.hasPrefix("work/session.md") && !$0.hasPrefix("work/made") }.map { name in
      var status = stat()
      let place = root.path + "/" + name
      lstat(place, &status)
      let isFile = status.st_mode & S_IFMT == S_IFREG
      let content = isFile ? (try? String(contentsOfFile: place, encoding: .utf8)) ?? "" : ""
      return "\(name) \(status.st_mode) \(isFile ? Int(status.st_ino) : 0) \(content)"
    }
  }
}
