import Input
import TestSupport
import Testing
import Traces

@Suite struct PaperFormatTests {
  private func folder(
    queries: String? =
      #"{"prompt":{"0":"one","1":"two\n\"2\""},"task":{"0":"t","1":"u"},"eval_name":{"0":"g","1":"g"}}"#,
    answers: String? = #"{"b":{"0":"B0","1":null},"a":{"1":"A1","0":["A",0]}}"#,
    costs: String? = #"{"a":{"0":1,"1":2},"b":{"0":3,"1":4}}"#,
    qualities: String? = #"{"b":{"0":0.25,"1":1},"a":{"0":0,"1":0.5}}"#
  ) -> ScratchFolder {
    let folder = ScratchFolder()
    let files = [("queries", queries), ("model_answers", answers), ("costs", costs), ("qualities", qualities)]
    for case (let name, let text?) in files { _ = folder.write(text, to: name + ".json") }
    return folder
  }

  private func error(_ folder: ScratchFolder) -> InputError? {
    thrown { () throws(InputError) in try TraceLoader.load(paths: [folder.path]) }
  }

  @Test func readsFolders() throws {
    let folder = folder()
    let traces = try TraceLoader.load(paths: [folder.path])
    #expect(Array(traces.queryIDs) == ["0", "1"])
    #expect(traces.models == ["b", "a"])
    #expect(traces.quality == [0.25, 0, 1, 0.5])
    #expect(traces.cost == [3, 1, 4, 2])
    #expect((0..<2).map { traces.prompts?[$0] } == ["one", "two\n\"2\""])
    #expect((0..<4).map { traces.answers?[$0] } == ["B0", #"["A",0]"#, nil, "A1"])
    #expect(traces.queryColumns.map(\.name) == ["task", "group"])
    #expect(traces.queryColumn("task")?.text(at: 1) == "u")
  }

  @Test func columnsForOneThingKeepTheirRows() throws {
    let folder = folder(queries: #"{"prompt":{"0":"p","1":"q"},"group":{"0":"g","1":"h"},"source":{"0":"s","1":"t"}}"#)
    let traces = try TraceLoader.load(paths: [folder.path])
    #expect((0..<2).map { traces.queryColumn("group")?.text(at: $0) } == ["g", "h"])
  }

  @Test func refusesASecondKeyOfAName() {
    for costs in [
      #"{"a":{"0":1,"1":2},"b":{"0":3,"1":4},"a":{"0":1,"1":2}}"#, #"{"a":{"0":1,"1":2},"b":{"0":3,"1":4,"0":5}}"#,
    ] {
      guard case .malformed(_, _, _, let found, "each key once")? = error(folder(costs: costs)) else {
        Issue.record("it should be refused: \(costs)")
        continue
      }
      #expect(found.hasPrefix("a second key"))
    }
  }

  @Test func readsOtherQueries() throws {
    let series = folder(queries: #"{"0":"one","1":"two"}"#, answers: nil)
    let traces = try TraceLoader.load(paths: [series.path])
    #expect((0..<2).map { traces.prompts?[$0] } == ["one", "two"])
    #expect(traces.answers == nil)
    let named = folder(queries: #"{"id":{"0":17,"1":"x"},"query":{"0":"one","1":"two"}}"#)
    #expect(try Array(TraceLoader.load(paths: [named.path]).queryIDs) == ["17", "x"])
    let single = folder(queries: #"{"text":{"0":"one","1":"two"}}"#)
    #expect(try TraceLoader.load(paths: [single.path]).prompts?[1] == "two")
  }

  @Test func readsCompressedFiles() throws {
    let folder = folder()
    shell("gzip '\(folder.path)/queries.json' '\(folder.path)/costs.json'")
    let traces = try TraceLoader.load(paths: [folder.path])
    #expect(traces.cost == [3, 1, 4, 2])
    #expect(traces.prompts?[1] == "two\n\"2\"")
  }

  @Test func refusesWhatDoesNotFit() {
    let incomplete = folder(costs: nil)
    #expect(
      error(incomplete) == .unreadable(path: incomplete.path + "/costs.json", reason: "No such file or directory"))
    let stranger = folder(costs: "{\"a\":{\"0\":1,\"7\":2},\"b\":{\"0\":3,\"1\":4}}")
    #expect(
      error(stranger)
        == .malformed(
          path: stranger.path + "/costs.json", line: 1, column: 13, found: "row 7", expected: "a row of queries.json"))
    let model = folder(costs: "{\n\"c\":{\"0\":1}}")
    #expect(
      error(model)
        == .malformed(
          path: model.path + "/costs.json", line: 2, column: 1, found: "model c", expected: "a model of qualities.json")
    )
    let fewer = folder(costs: #"{"a":{"0":1,"1":2}}"#)
    #expect(
      error(fewer)
        == .incompatible(path: fewer.path + "/costs.json", reason: "its models number 1, those of qualities.json 2"))
    let high = folder(qualities: "{\"b\":{\"0\":0.25,\n\"1\":7}}")
    #expect(
      error(high)
        == .invalidNumber(
          path: high.path + "/qualities.json", line: 2, column: "b", found: "7", allowed: "a number from 0 to 1"))
    let cut = folder(queries: "{\"prompt\":{\"0\":\"one\"")
    #expect(
      error(cut)
        == .malformed(
          path: cut.path + "/queries.json", line: 1, column: 21, found: "the end of the file",
          expected: "a comma or }"))
  }

  @Test func groupsThatAreNoTextsAreValues() throws {
    let folder = ScratchFolder()
    let numbers = #"{"aa": {"0": 1, "1": 0.5, "2": 0}}"#
    _ = folder.write(
      #"{"prompt": {"0": "p", "1": "q", "2": false}, "group": {"0": "g", "1": [false, -1], "2": 0.5}}"#,
      to: "queries.json")
    _ = folder.write(numbers, to: "qualities.json")
    _ = folder.write(numbers, to: "costs.json")
    let traces = try TraceLoader.load(paths: [folder.path])
    #expect((0..<3).map { traces.queryColumn("group")?.text(at: $0) } == ["g", "[false,-1]", "0.5"])
    #expect((0..<3).map { traces.prompts?[$0] } == ["p", "q", "false"])
  }
}
