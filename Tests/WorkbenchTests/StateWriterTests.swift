import CommandLanguage
import CrouteLanguage
import CrouteTestSupport
import Display
import Foundation
import Input
import SessionTestSupport
import TestSupport
import Testing
import Traces
import Workbench

@Suite struct StateWriterTests {
  @Test func aStateSavedAgainIsTheSame() throws {
    let folder = try TemporaryFolder()
    let interpreter = try StateTraces.session(folder)
    try interpreter.output("state save \(folder.path)/one.json")
    let other = Interpreter()
    try other.output("state load \(folder.path)/one.json\nstate save \(folder.path)/two.json")
    let texts = try ["one", "two"].map { try String(contentsOfFile: "\(folder.path)/\($0).json", encoding: .utf8) }
    #expect(texts[0] == texts[1])
    #expect(texts[0].contains("\"path\": \"even.csv\""))
    try other.output("undo")
    #expect(try other.output("traces") == "no traces are loaded\n")
  }

  @Test func cellsOfTables() throws {
    let cells: [Table.Cell] = [
      .text("a,\"b"), .integer(-3), .number(1.0 / 3, digits: 4), .fixed(2, decimals: 2), .percent(0.125), .missing,
      .number(.infinity, digits: 3),
    ]
    for cell in cells { #expect(try Table.Cell(stored: JSONNode(JSONParser.parse(cell.stored.text))) == cell) }
    let read = try Table.Cell(stored: JSONNode(JSONParser.parse(Table.Cell.fixed(.nan, decimals: 1).stored.text)))
    #expect(read.text == "-")
  }

  @Test func aFileThatChangedBeforeSavingIsNoticed() throws {
    let folder = try TemporaryFolder()
    let interpreter = try StateTraces.session(folder)
    try folder.write("changed", to: "prompts.jsonl")
    do {
      try interpreter.output("state save \(folder.path)/state.json")
      Issue.record("no error")
    } catch {
      #expect(error.message.contains("prompts.jsonl: has changed since it was read"))
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/state.json"))
  }
}
