import CommandLanguage
import CrouteLanguage
import Foundation
import SessionFiles
import SessionTestSupport
import TestSupport
import Testing

/// README as a session file: it is checked, and recorded anew.
@Suite struct ReadmeTests {
  /// The session that README opens with passes a check, and is what `record` writes of it.
  @Test func theSessionIsReal() throws {
    let readme = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../README.md").standardized.path
    let verdict = SessionCheck().verdict(on: readme)
    #expect(verdict.exitCode == 0, "\(verdict.text)")
    let cells = try SessionFile(String(contentsOfFile: readme, encoding: .utf8)).cells
    #expect(cells.count >= 5 && cells.allSatisfy { $0.expected != nil })
    let folder = try TemporaryFolder()
    let interpreter = Interpreter()
    let io = RecordingFrontEnd()
    // The process has one working folder, which other tests leave for others.
    try WorkingFolder.within(folder.path) { () throws in
      for line in ["record on \(folder.path)/r.md"] + cells.map({ String($0.code.dropLast()) }) {
        try interpreter.execute(Source(line, isInteractive: true), io: io)
      }
    }
    let recorded = try SessionFile(String(contentsOfFile: folder.path + "/r.md", encoding: .utf8)).cells
    #expect(recorded.filter { $0.attributes.name != "setup" }.map(\.text) == cells.map(\.text))
  }
}
