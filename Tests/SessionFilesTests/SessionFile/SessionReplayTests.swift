import CommandLanguage
import Foundation
import SessionFiles
import TestSupport
import Testing

@Suite struct SessionReplayTests {
  /// What each cell of a file in a folder prints.
  private func replayed(_ text: String, in folder: TemporaryFolder, trust: Trust = Trust()) throws -> [String] {
    let replay = try SessionReplay(path: folder.write(sessionText(text), to: "f.md"))
    var texts: [String] = []
    replay.run(trust: trust) { _, result in
      texts.append(result.text)
      return true
    }
    return texts
  }

  @Test func cellsShareASessionInTheFolderOfTheFile() throws {
    let folder = try TemporaryFolder()
    try folder.write("query_id,model,quality,cost\na,x,1,1\na,y,0,2\n", to: "t.csv")
    let texts = try replayed(
      """
      ---
      croute: {seed: 7}
      ---
      '''croute
      load t.csv
      set seed
      '''
      '''croute run=false
      drop t
      '''
      '''croute
      traces
      !ls
      '''
      '''croute
      quit
      '''
      '''croute
      echo never
      '''
      """, in: folder)
    #expect(texts.count == 3)
    #expect(texts[0] == "loaded 1 query x 2 models as t\nseed is 7\n")
    #expect(texts[1].contains("t.csv") && texts[1].hasSuffix("error: ! works only at the prompt\n"))
    #expect(texts[2] == "")
  }

  @Test func filesAreWrittenUnderTheFolderOnly() throws {
    let folder = try TemporaryFolder()
    let other = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.path + "/sub", withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: other.path)
    let start = "load sim:cascade --queries 50\nfit quality constant\nsweep mix --budgets 2\n"
    for path in ["../out.csv", "\(other.path)/out.csv", "link/out.csv", "sub/../../out.csv"] {
      let text = try replayed("'''croute\n\(start)write _ \(path)\n'''\n", in: folder).joined()
      let says = path.hasPrefix("link/") ? "is reached through a symbolic link" : "is outside the session file's folder"
      #expect(text.contains("\(path) \(says)"), "\(text)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: other.path).isEmpty)
    _ = try replayed("'''croute\n\(start)write _ sub/out.csv\n'''\n", in: folder)
    #expect(FileManager.default.fileExists(atPath: folder.path + "/sub/out.csv"))
    _ = try replayed(
      "'''croute\n\(start)write _ \(other.path)/out.csv\n'''\n", in: folder, trust: Trust(mayWriteAnywhere: true))
    #expect(FileManager.default.fileExists(atPath: other.path + "/out.csv"))
  }

  /// What is not to reach the disk is what later commands read, whether there is another file of that name or none.
  @Test(arguments: [
    "load mine.csv", "load m*.csv", "load logs", "load mine.csv\njoin scores.csv --on query_id",
    "fit table estimates.csv", "state save s.json\nstate load s.json",
    "load mine.csv\nstate save s.json\nload sim:cascade --queries 9\nstate load s.json\ntraces",
    "policy _run p.json\nmeasure p.json mine.csv --chunks 2",
  ])
  func writtenFilesAreReadThoughTheyDoNotReachTheDisk(_ reading: String) throws {
    let text = """
      ---
      croute: {writes: [mine.csv]}
      ---
      '''croute
      load sim:cascade --queries 50
      fit quality constant
      fit cost constant
      run mix --budget 1
      sql --as mine SELECT query_id, model, quality, cost FROM outcomes LIMIT 40;
      write mine mine.csv --force
      write mine logs/mine.csv
      sql --as scores SELECT DISTINCT query_id, 0.5 AS x_half FROM outcomes;
      write scores scores.csv
      sql --as estimates SELECT * FROM estimates;
      write estimates estimates.csv
      \(reading)
      describe
      '''
      """
    func run(_ held: PendingFiles?) throws -> (text: String, files: [String]) {
      let folder = try TemporaryFolder()
      try FileManager.default.createDirectory(atPath: folder.path + "/logs", withIntermediateDirectories: false)
      try folder.write("query_id,model,quality,cost\nold,x,1,1\n", to: "mine.csv")
      var access = FileAccess()
      access.held = held
      var texts: [String] = []
      try SessionReplay(path: folder.write(sessionText(text), to: "f.md")).run(access: access) { _, result in
        texts.append(result.text)
        return true
      }
      return (texts.joined(), try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted())
    }
    let (there, held) = (try run(nil), try run(PendingFiles()))
    #expect(held.text == there.text)
    #expect(!there.text.contains("error") && held.files == ["f.md", "logs", "mine.csv"], "\(there.text)")
  }

  @Test func figuresAreReplaced() throws {
    let folder = try TemporaryFolder()
    let text = "'''croute\nload sim:cascade --queries 50\nplot histogram cost --out x.svg\n'''\n"
    _ = try replayed(text.replacing("histogram cost", with: "histogram quality"), in: folder)
    #expect(try replayed(text, in: folder)[0].hasSuffix("wrote x.svg\n"))
    #expect(try String(contentsOfFile: folder.path + "/x.svg", encoding: .utf8).contains("<svg"))
    // Elsewhere they are not, even where files may be written anywhere.
    let other = try TemporaryFolder()
    try other.write("old", to: "x.svg")
    let outside = text.replacing("x.svg", with: other.path + "/x.svg")
    #expect(
      try replayed(outside, in: folder, trust: Trust(mayWriteAnywhere: true))[0].hasSuffix(
        "x.svg exists\n--force overwrites it\n"))
    var check = SessionCheck()
    (check.updates, check.trust.mayWriteAnywhere) = (true, true)
    #expect(check.verdict(on: folder.path + "/f.md").exitCode == 1)
    #expect(try String(contentsOfFile: other.path + "/x.svg", encoding: .utf8) == "old")
  }

  @Test func requiredFiles() throws {
    let folder = try TemporaryFolder()
    let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  // of "abc"
    let text = "---\ncroute:\n  requires: {a.csv: \(digest), b.csv: \(digest)}\n---\n"
    let path = try folder.write(text, to: "f.md")
    #expect(try SessionReplay(path: path).missingRequirements() == ["a.csv", "b.csv"])
    try folder.write("abc", to: "a.csv")
    #expect(try SessionReplay(path: path).missingRequirements() == ["b.csv"])
    try folder.write("abd", to: "b.csv")
    let error = #expect(throws: Diagnostic.self) { try SessionReplay(path: path).missingRequirements() }
    #expect(error?.location == SourceLocation(line: 3, column: 87) && error?.exitCode == 1)
    #expect(
      error?.message.hasPrefix(
        "found b.csv with SHA-256 a52d159f262b2c6ddb724a61840befc36eb30c88877a4030b65cbe86298449c9") == true)
  }

  @Test func filesThatCannotBeRead() throws {
    let folder = try TemporaryFolder()
    for path in [folder.path + "/none.md", folder.path] {
      let error = #expect(throws: Diagnostic.self) { try SessionReplay(path: path) }
      #expect(error?.exitCode == 2 && error?.message.hasPrefix(path + ": ") == true)
    }
    let error = #expect(throws: Diagnostic.self) { try SessionReplay(path: folder.write("a\rb\n", to: "f.md")) }
    #expect(error?.text.hasPrefix("\(folder.path)/f.md:1:2: error: found a carriage return, expected ") == true)
  }
}
