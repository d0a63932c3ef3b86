import CommandLanguage
import Display
import Foundation
import SessionTestSupport
import TestSupport
import Testing
import Workbench

@Suite struct PlotCommandTests {
  @Test func aPictureIsWrittenAndNotOverAnother() throws {
    let (file, folder) = (try SmallTraceFile(), try TemporaryFolder())
    let path = folder.path + "/p.svg"
    try file.interpreter.output("plot histogram cost --out \(path)")
    let picture = try String(contentsOfFile: path, encoding: .utf8)
    #expect(picture.hasPrefix("<svg") && picture.hasSuffix("</svg>\n"))
    #expect(throws: Diagnostic.self) { try file.interpreter.output("plot histogram quality --out \(path)") }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == picture)
    try file.interpreter.output("plot histogram quality --out \(path) --force")
    #expect(try String(contentsOfFile: path, encoding: .utf8) != picture)
  }

  /// Who draws into a folder that is not there yet wants it; who looks on sees what is drawn.
  @Test func theFolderIsMadeAndThePictureSeen() throws {
    let (file, folder) = (try SmallTraceFile(), try TemporaryFolder())
    let path = folder.path + "/a/b/p.svg"
    #expect(try file.interpreter.output("plot histogram cost --out \(path)") == "wrote \(path)\n")
    #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("<svg"))
    let terminal = RecordingFrontEnd(surface: Surface(width: 80, unicode: true, color: false, isTerminal: true))
    let other = folder.path + "/q.svg"
    try file.interpreter.execute(Source("plot histogram cost --out \(other) --title T"), io: terminal)
    #expect(terminal.text.hasPrefix("T\n") && terminal.text.hasSuffix("wrote \(other)\n"))
    #expect(terminal.bundles.allSatisfy { $0.svg?.hasPrefix("<svg") == true && $0.isWritten })
  }

  @Test(arguments: [
    "plot pie", "plot histogram nobody", "plot histogram cost --out p.png", "plot histogram cost --height 3",
    "plot frontier",
  ]) func whatCannotBeDrawnIsAnError(_ command: String) throws {
    let file = try SmallTraceFile()
    #expect(throws: Diagnostic.self) { try file.interpreter.output(command) }
  }

  @Test func theTitleIsTheReaders() throws {
    let file = try SmallTraceFile()
    #expect(try file.interpreter.output("plot histogram cost --title 'What it costs'").hasPrefix("What it costs\n"))
  }
}
