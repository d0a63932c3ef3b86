import CommandLanguage
import CrouteLanguage
import CrouteTestSupport
import Display
import Foundation
import SessionTestSupport
import TestSupport
import Testing

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
    "plot histogram cost --scale 0", "plot frontier nobody",
  ]) func whatCannotBeDrawnIsAnError(_ command: String) throws {
    let file = try SmallTraceFile()
    #expect(throws: Diagnostic.self) { try file.interpreter.output(command) }
  }

  /// What is meant for another kind of plot does nothing here.
  @Test func optionsOfOtherKinds() throws {
    let file = try SmallTraceFile()
    let error = #expect(throws: Diagnostic.self) { try file.interpreter.output("plot histogram cost --shares") }
    #expect(error?.message == "--shares is for lambda only")
    let text = "plot histogram cost --"
    let names = Set(file.interpreter.completion(of: text, at: text.endIndex).candidates.map(\.text))
    #expect(names.isSuperset(of: ["--log", "--bins", "--model", "--out", "--ascii"]))
    #expect(names.isDisjoint(with: ["--shares", "--bootstrap", "--x", "--value", "--head", "--budget", "--post"]))
  }

  /// The greatest and the least numbers there are: what cannot be drawn is said, and nothing traps.
  @Test(arguments: [
    ("1e308 AS x, 1 AS y UNION ALL SELECT -1e308, 2", "nothing to plot: all values are too great or too small"),
    ("1e308 AS x, 1 AS y UNION ALL SELECT 5, 2 UNION ALL SELECT 7, 3", "too great or too small to be drawn are left"),
    ("5e-324 AS x, 1 AS y UNION ALL SELECT 0, 2", "-0.8"), ("1e300 AS x, 1 AS y UNION ALL SELECT -1e300, 2", "1e300"),
  ]) func numbersAtTheEndsOfTheirRange(_ rows: String, _ expected: String) throws {
    let interpreter = Interpreter()
    for kind in ["xy", "scatter", "bars"] {
      let text = try interpreter.output(
        "sql --as d SELECT \(rows);\nplot \(kind) d \(kind == "bars" ? "--x y --y x" : "")")
      #expect(text.contains(expected) || kind == "bars", "\(text)")
    }
  }

  /// Of (1, 0.5), (2, 0.6), (4, 0.75) the middle lies above the line from the first to the last, which is at 0.583 there.
  @Test func beforeASweepTheFrontierIsThatOfSingleModels() throws {
    let folder = try TemporaryFolder()
    var traces = "query_id,model,quality,cost\n"
    for (name, quality, cost) in [("small", 0.5, 1), ("middle", 0.6, 2), ("poor", 0.55, 3), ("large", 0.75, 4)] {
      for query in 1...2 { traces += "q\(query),\(name),\(quality),\(cost)\n" }
    }
    let interpreter = Interpreter()
    try interpreter.output("load \(try folder.write(traces, to: "t.csv"))\nset format json")
    let text = try interpreter.output("plot frontier")
    #expect(
      text.contains(
        #""series":[{"name":"hull of single models","marks":[{"x":1.0,"y":0.5},{"x":2.0,"y":0.6},{"x":4.0,"y":0.75}]}"#),
      "\(text)")
    #expect(
      text.contains(
        #"{"name":"single models","marks":[{"x":1.0,"y":0.5,"label":"small"},{"x":2.0,"y":0.6,"label":"middle"},"#
          + #"{"x":3.0,"y":0.55,"label":"poor"},{"x":4.0,"y":0.75,"label":"large"}]}"#))
  }

  @Test func aPictureIsEnlarged() throws {
    let (file, folder) = (try SmallTraceFile(), try TemporaryFolder())
    for (name, options) in [("a", ""), ("b", " --scale 2.5"), ("c", " --dark")] {
      try file.interpreter.output("plot histogram cost --out \(folder.path)/\(name).svg" + options)
    }
    let pictures = try ["a", "b", "c"].map { try String(contentsOfFile: "\(folder.path)/\($0).svg", encoding: .utf8) }
    // The same drawing in a frame of 2.5 x 600 by 2.5 x 420.
    #expect(
      pictures[1]
        == pictures[0].replacing(
          "width=\"600.00\" height=\"420.00\" role", with: "width=\"1500.00\" height=\"1050.00\" role"))
    #expect(pictures[2] != pictures[0] && pictures[2].contains("fill=\"#16181C\""))
    #expect(pictures[1].contains("viewBox=\"0 0 600.00 420.00\" width=\"1500.00\""))
  }

  @Test func theTitleIsTheReaders() throws {
    let file = try SmallTraceFile()
    #expect(try file.interpreter.output("plot histogram cost --title 'What it costs'").hasPrefix("What it costs\n"))
  }
}
