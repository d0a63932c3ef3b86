import CommandLanguage
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
