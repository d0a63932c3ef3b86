import CommandLanguage
import CrouteLanguage
import Foundation
import Input
import SessionFiles
import TestSupport
import Testing
import Workbench

/// What docs/trust.md promises of files from elsewhere: nothing outside is read or written, nothing is executed, each ends
/// within its bounds and with a message.
@Suite struct HostileFilesTests {
  private static let result = "sql --as r SELECT 1 AS a;\n"

  static let hostile: [(commands: String, says: String)] = [
    // Writing outside.
    (result + "write r ../outside/made.csv", "is outside the session file's folder"),
    (result + "write r ../outside/victim.csv --force", "is outside the session file's folder"),
    (result + "write r /tmp/croute-made.csv", "is outside the session file's folder"),
    (result + "write r sub/../../outside/made.csv", "is outside the session file's folder"),
    (result + "cd sub\nwrite r ../../outside/made.csv", "is outside the session file's folder"),
    (result + "cd ../outside\nwrite r made.csv", "is outside the session file's folder"),
    (result + "write r 'sub/./..//../outside/made.csv'", "is outside the session file's folder"),
    ("save ../outside/made.md", "is outside the session file's folder"),
    ("record on ../outside/made.md", "is outside the session file's folder"),
    ("state save ../outside/made.json", "is outside the session file's folder"),
    ("load sim:cascade --queries 50\nplot histogram cost --out ../outside/made.svg", "is outside the session file's"),
    (
      "load sim:cascade --queries 90\nfit quality constant\nrun mix --budget 1\npolicy _ ../outside/made.json",
      "is outside"
    ),
    // Through symbolic links.
    (result + "write r link.csv --force", "is reached through a symbolic link"),
    (result + "write r folder/made.csv", "is reached through a symbolic link"),
    (result + "write r folder/victim.csv --force", "is reached through a symbolic link"),
    (result + "write r new.csv", "is reached through a symbolic link"),
    (result + "write r inside.csv --force", "is reached through a symbolic link"),
    (result + "write r null.csv --force", "is reached through a symbolic link"),
    (result + "cd folder\nwrite r made.csv", "is outside the session file's folder"),
    // Hidden, executable, special, somebody else's.
    ("save .git/hooks/pre-commit --force", "is hidden, or in a hidden folder"),
    ("save .git/hooks/post-commit.md", "is hidden, or in a hidden folder"),
    ("save hooks/pre-commit.md --force", "is reached through a symbolic link"),
    ("save .bashrc", "is hidden, or in a hidden folder"),
    (result + "write r .hidden.csv --force", "is hidden, or in a hidden folder"),
    (result + "write r run.csv --force", "can be executed"),
    (result + "write r pipe.csv --force", "is not a regular file"),
    ("save note.ipynb --force", "does not end in .csv"), ("save Makefile", "does not end in .csv"),
    ("save setup.py", "does not end in .csv"), ("save page.md --force", "may be another session file or page"),
    (result + "write r data.csv --force", "exists, and is not a file of this session"),
    (result + "write r sub/deep.csv --force", "exists, and is not a file of this session"),
    // Reading outside.
    ("load ../outside/victim.csv", "is outside the session file's folder"),
    ("load link.csv", "is outside the session file's folder"), ("load folder", "is outside the session file's folder"),
    ("load folder/victim.csv", "is outside the session file's folder"),
    ("load traces", "is outside the session file's"),
    ("load /etc/passwd", "is outside the session file's folder"), ("load zero.csv", "is outside the session file's"),
    ("load data.csv\nreprice --prices ../outside/victim.csv", "is outside the session file's folder"),
    ("load data.csv\nreprice --prices /etc/passwd", "is outside the session file's folder"),
    ("load data.csv --prices link.csv", "is outside the session file's folder"),
    ("load run/samples_t_2024-01-01T00-00-00.jsonl", "is outside the session file's folder"),
    ("load data.csv\njoin ../outside/victim.csv", "is outside the session file's folder"),
    ("load data.csv\nfit table ../outside/victim.csv", "is outside the session file's folder"),
    ("source ../outside/commands", "is outside the session file's folder"),
    ("source /etc/shadow", "is outside the session file's folder"),
    ("sql --file ../outside/a.sql", "is outside the session file's folder"),
    ("state load ../outside/state.json", "is outside the session file's folder"),
    ("load ../nowhere/a.csv", "is outside the session file's folder"), ("source ~/.bashrc", "No such file"),
    // Executing.
    ("!touch made", "works only at the prompt"), ("echo a > made.txt", "a > made.txt"),
    ("echo a | tee made", "a | tee made"),
    ("echo $(touch made)", "$(touch made)"), ("echo `touch made`", "`touch made`"),
    ("sql SELECT load_extension('x');", "load_extension"), ("sql ATTACH 'made.db' AS a;", "read"),
    ("sql SELECT writefile('made', 'x');", "writefile"), ("sql PRAGMA temp_store_directory = '/tmp';", "read"),
    // Bounds.
    (
      "sql WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t;",
      "took longer than 1 s"
    ),
    ("sql SELECT zeroblob(900000000);", "longer than 16 MB"), ("source pipe.csv", "a pipe that nobody writes to"),
    ("state load pipe.csv", "a pipe that nobody writes to"), ("sql --file pipe.csv", "a pipe that nobody writes to"),
    ("load pipe.csv", "a pipe that nobody writes to"),
    (
      "load data.csv\nsql SELECT " + String(repeating: "(", count: 2_000) + "1" + String(repeating: ")", count: 2_000)
        + ";", "SQL"
    ),
    ("echo '\u{1B}]0;title\u{7}'", "\\x1b]0;title\\x07"),
  ]

  @Test func thereAreFortyOrMore() { #expect(Self.hostile.count >= 40) }

  @Test(arguments: hostile.indices)
  func nothingHappens(_ index: Int) throws {
    let (commands, says) = Self.hostile[index]
    let folder = try StrangersFolder()
    let before = try folder.state()
    let start = ContinuousClock.now
    let shown = try folder.run(commands, timeout: says.contains("longer than 1 s") ? 1 : 20)
    #expect(shown.contains(says), "\(commands): \(shown)")
    #expect(!shown.contains("LEAKED") && !shown.contains("root:x"))
    #expect(try folder.state() == before)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/made"))
    // Not a measurement: far beyond what any of them takes, and far below for ever.
    #expect(ContinuousClock.now - start < .seconds(60))
  }

  @Test func whatASessionMayDo() throws {
    let folder = try StrangersFolder()
    let shown = try folder.run(
      Self.result + """
        write r made.csv
        sql --as r SELECT 2 AS a;
        write r made.csv --force
        write r own.csv --force
        write r sub/../made.json
        load data.csv
        load inside.csv --as again
        save session.md --force
        """)
    #expect(!shown.contains("error"), "\(shown)")
    #expect(try String(contentsOfFile: folder.path + "/made.csv", encoding: .utf8) == "a\n2\n")
    #expect(try String(contentsOfFile: folder.path + "/own.csv", encoding: .utf8) == "a\n2\n")
    // What is there already need not be written.
    #expect(try !folder.run("sql --as r SELECT 2 AS a;\nwrite r made.csv --force").contains("error"))
    #expect(
      try folder.run("sql --as r SELECT 3 AS a;\nwrite r made.csv --force").contains("is not a file of this session"))
  }

  @Test func whatAPersonAllows() throws {
    let folder = try StrangersFolder()
    let reads = Trust(mayReadAnywhere: true)
    let writes = Trust(mayWriteAnywhere: true)
    #expect(try folder.run("source ../outside/commands", trust: reads).contains("LEAKED"))
    #expect(try folder.run("source ../outside/commands", trust: writes).contains("--allow-read lets sessions"))
    #expect(try !folder.run(Self.result + "write r ../outside/made.csv", trust: writes).contains("error"))
    #expect(
      try folder.run(Self.result + "write r ../outside/more.csv", trust: reads).contains("--allow-write lets sessions"))
    #expect(FileManager.default.fileExists(atPath: folder.outside + "/made.csv"))
  }

  /// A file that a state names is read only where the state's reader may read.
  @Test func statesOfStrangers() throws {
    let folder = try StrangersFolder()
    let interpreter = Interpreter()
    try interpreter.execute(
      Source("load \(folder.outside)/victim.csv\nstate save \(folder.path)/made.json"), io: ReplayFrontEnd())
    #expect(try folder.run("state load made.json").contains("is outside the session file's folder"))
    #expect(try !folder.run("state load made.json", trust: Trust(mayReadAnywhere: true)).contains("error"))
  }

  /// Files that a header requires are looked at within the same bounds.
  @Test func requirements() throws {
    let folder = try StrangersFolder()
    let digest = String(repeating: "0", count: 64)
    for (path, says) in [
      ("../outside/secret.txt", "is outside the session file's folder"),
      ("zero.csv", "is outside the session file's folder"),
      ("pipe.csv", "is not a regular file"),
    ] {
      let file = folder.path + "/session.md"
      try Data("---\ncroute: {requires: {\(path): \(digest)}}\n---\n```croute\necho a\n```\n".utf8)
        .write(to: URL(fileURLWithPath: file))
      let error = #expect(throws: Diagnostic.self) { try SessionReplay(path: file).missingRequirements() }
      #expect(error?.message.contains(says) == true)
    }
  }

  /// A notebook that somebody executes reads what they may read, and writes under its own folder.
  @Test(arguments: [
    (result + "write r ../outside/made.csv", "is outside the session file's folder"),
    (result + "write r ../outside/victim.csv --force", "is outside the session file's folder"),
    (result + "write r folder/made.csv", "is reached through a symbolic link"),
    (result + "write r null.csv --force", "is reached through a symbolic link"),
    (result + "write r .hidden.csv --force", "is hidden, or in a hidden folder"),
    (result + "write r run.csv --force", "can be executed"),
    (result + "write r pipe.csv --force", "is not a regular file"),
    ("save .git/hooks/pre-commit --force", "is hidden, or in a hidden folder"),
    ("save page.md --force", "may be another session file or page"),
    ("save note.ipynb --force", "does not end in .csv"),
    ("record on ../outside/made.md", "is outside the session file's folder"), ("echo a > made.txt", "a > made.txt"),
    ("!touch made", "works only at the prompt"),
  ])
  func notebooks(_ commands: String, _ says: String) throws {
    let folder = try StrangersFolder()
    let before = try folder.state()
    let interpreter = Interpreter()
    interpreter.fileAccess = .notebook(in: try #require(FilePlace.resolved(folder.path)))
    let frontEnd = ReplayFrontEnd()
    var shown = ""
    WorkingFolder.within(folder.path) {
      do { try interpreter.execute(Source(commands), io: frontEnd) } catch {
        shown = (error as? Diagnostic)?.text ?? "\(error)"
      }
    }
    shown += frontEnd.take().map(\.text).joined()
    #expect(shown.contains(says), "\(commands): \(shown)")
    #expect(try folder.state() == before)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/made"))
  }

  /// An import writes what the notebook says and does none of it; what it makes is a stranger's session.
  @Test func importedNotebooks() throws {
    let folder = try StrangersFolder()
    let before = try folder.state()
    let notebook = #"""
      {"nbformat": 4, "metadata": {"croute": {"header": "---\ncroute: {writes: [../outside/victim.csv]}\n---\n"}}, "cells": [
        {"cell_type": "code", "metadata": {"croute": {"fence": "```croute timeout=20"}},
         "source": "sql --as r SELECT 1 AS a;\nwrite r ../outside/victim.csv --force"}]}
      """#
    let text = try NotebookImport(Array(notebook.utf8), path: "n.ipynb").text
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder.path + "/session.md"))
    var shown = ""
    do {
      try SessionReplay(path: folder.path + "/session.md").run { _, result in
        shown += result.text
        return true
      }
    } catch {
      shown += error.text
    }
    #expect(shown.contains("is outside the session file's folder"), "\(shown)")
    #expect(try folder.state() == before)
  }

  /// A policy is read as data: from files alone, whatever its names are.
  @Test func policiesOfStrangers() throws {
    let folder = try StrangersFolder()
    let before = try folder.state()
    for (name, says) in [
      ("pipe.csv", "a pipe that nobody writes to"), ("zero.csv", "is not a regular file"), ("sub", "Is a directory"),
      ("page.md", "page.md:1:1"), ("note.ipynb", "format"),
    ] {
      do {
        _ = try PolicyFile.read(folder.path + "/" + name)
        Issue.record("\(name) was read")
      } catch {
        #expect("\(error)".contains(says), "\(name): \(error)")
      }
    }
    let interpreter = Interpreter()
    let path = folder.path + "/made.json"
    try interpreter.execute(
      Source("load sim:cascade --queries 90\nfit quality constant\nrun mix --budget 1\npolicy _ \(path)"),
      io: ReplayFrontEnd())
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let name = "chain-405b"
    #expect(try PolicyFile.read(path).models.contains(name))
    let hostile = "../outside/made $(touch made) \\u001b[2J"
    try Data(text.replacing("\"\(name)\"", with: "\"\(hostile)\"").utf8).write(to: URL(fileURLWithPath: path))
    let stream = DecisionStream(try PolicyFile.read(path))
    var output: [UInt8] = []
    for id in 0..<50 { Array("{\"id\":\(id)}\n".utf8).withUnsafeBufferPointer { stream.take($0, into: &output) } }
    stream.finish(into: &output)
    #expect(String(decoding: output, as: UTF8.self).contains(#""run":"../outside/made $(touch made) \u001b[2J""#))
    #expect(!output.contains(0x1B))
    #expect(try folder.state() == before)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/made"))
  }
}
