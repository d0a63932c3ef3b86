import Input
import TestSupport
import Testing
import Traces

@Suite struct RouterBenchFormatTests {
  private let header = "sample_id,prompt,eval_name,b,a,a|model_response,b|model_response,a|total_cost,b|total_cost"

  @Test func readsRows() throws {
    let folder = ScratchFolder()
    let path = folder.write(
      header + ",oracle_model_to_route_to\n"
        + "s.1,\"two\n\"\"lines\"\"\",g,1.0,0.5,answer a,answer b,0.25,0.125,b\n"
        + "s.2,p,h,,0,\"\",,1,2,no model correct\n")
    let traces = try TraceLoader.load(paths: [path])
    #expect(traces.models == ["b", "a"])
    #expect(Array(traces.queryIDs) == ["s.1", "s.2"])
    #expect(traces.quality == [1, 0.5, 0, 0])
    #expect(traces.cost == [0.125, 0.25, 2, 1])
    #expect((0..<2).map { traces.prompts?[$0] } == ["two\n\"lines\"", "p"])
    #expect((0..<4).map { traces.answers?[$0] } == ["answer b", "answer a", nil, ""])
    #expect(traces.queryColumns.map(\.name) == ["group", "oracle_model_to_route_to"])
    #expect((0..<2).map { traces.queryColumn("group")?.text(at: $0) } == ["g", "h"])
    #expect(traces.queryColumn("oracle_model_to_route_to")?.text(at: 1) == "no model correct")
  }

  @Test func readsWithoutAnswersAndWithRowNumbers() throws {
    let folder = ScratchFolder()
    let path = folder.write(",sample_id,m,m|total_cost\n0,s,1,2\n1,t,0,3\n")
    let traces = try TraceLoader.load(paths: [path])
    #expect(traces.quality == [1, 0] && traces.cost == [2, 3])
    #expect(traces.queryColumns.isEmpty && traces.prompts == nil && traces.answers == nil)
  }

  @Test func numbersRepeatedIDs() throws {
    let folder = ScratchFolder()
    let path = folder.write("sample_id,m,m|total_cost\ns,1,1\ns#2,0,2\ns,1,3\ns,0,4\n")
    let other = folder.write("sample_id,m,m|total_cost\ns,1,5\n", to: "other.csv")
    let traces = try TraceLoader.load(paths: [path, other])
    #expect(Array(traces.queryIDs) == ["s", "s#2", "s#3", "s#4", "s#5"] && traces.renamedCount == 3)
    #expect(traces.cost == [1, 2, 3, 4, 5])
  }

  @Test func refusesMalformedFiles() {
    let folder = ScratchFolder()
    func error(_ text: String, _ options: LoadOptions = LoadOptions()) -> InputError? {
      let path = folder.write(text, to: "p")
      return thrown { () throws(InputError) in try TraceLoader.load(paths: [path], options: options) }
    }
    let path = folder.path + "/p"
    #expect(
      error("m,m|total_cost\n1,1\n") == .missingColumn(path: path, column: "sample_id", found: ["m", "m|total_cost"]))
    #expect(
      error("sample_id,m|total_cost\n1,1\n")
        == .missingColumn(path: path, column: "m", found: ["sample_id", "m|total_cost"]))
    #expect(
      error("sample_id,m,m|total_cost\ns,1,1\nt,2,1\n")
        == .invalidNumber(path: path, line: 3, column: "m", found: "2", allowed: "a number from 0 to 1"))
    #expect(
      error("sample_id,m,m|total_cost\n\"s\n\",1,\"x\"\n")
        == .malformed(path: path, line: 3, column: 5, found: "x", expected: "a number in column m|total_cost"))
    #expect(
      error("sample_id,m,m|total_cost\ns,1,1\n", LoadOptions(cost: .latency))
        == .incompatible(path: path, reason: "the format does not record latency"))
  }

  /// A model without costs is named; what is no score, or called as something of the query, stays with it.
  @Test func modelsWithoutCosts() throws {
    let folder = ScratchFolder()
    let text = "sample_id,prompt,eval_name,gpt,claude,gpt|total_cost\n1,p,arc,1,0,0.1\n2,p,arc,0,1,0.3\n"
    let path = folder.write(text)
    let error = thrown { () throws(InputError) in try TraceLoader.load(paths: [path]) }.map { "\($0)" } ?? "traces"
    #expect(error.contains("its columns of costs do not belong to one model each: claude stands alone"), "\(error)")
    #expect(error.contains("name the columns of every model MODEL and MODEL|total_cost, or"), "\(error)")
    for name in ["x_claude", "gpt_confidence"] {
      let traces = try TraceLoader.load(paths: [folder.write(text.replacing("claude", with: name))])
      #expect(traces.models == ["gpt"] && traces.queryColumn(name)?.text(at: 1) == "1")
    }
    let mapped = try TraceLoader.load(paths: [folder.write(text)], options: LoadOptions(map: ["x_c": "claude"]))
    #expect(mapped.models == ["gpt"] && mapped.queryColumn("x_c")?.text(at: 1) == "1")
  }

  @Test(
    .enabled(if: SharedData.hasTraces, "no ../shared/data"),
    arguments: [
      ("arc_challenge_train", RecordedMeans.arcChallengeTrain, 1039),
      ("arc_challenge_test", RecordedMeans.arcChallengeTest, 445),
      ("winograde_train", RecordedMeans.winograndeTrain, 887), ("winograde_test", RecordedMeans.winograndeTest, 380),
    ])
  func readsSlices(name: String, means: [ModelMeans], count: Int) throws {
    let traces = try TraceLoader.load(paths: [SharedData.traces.path + "/routerbench/\(name).csv"])
    #expect(traces.queryCount == count)
    #expect(traces.models == means.map(\.model))
    expect(traces, toHave: means)
  }

  @Test(.enabled(if: SharedData.hasTraces, "no ../shared/data")) func readsSlicesTogether() throws {
    let folder = SharedData.traces.path + "/routerbench/"
    let traces = try TraceLoader.load(
      paths: [folder + "arc_challenge_train.csv", folder + "arc_challenge_test.csv", folder + "winograde_test.csv"])
    #expect(traces.queryCount == 1484 + 380)
    // Counted by Python's csv module in the ARC files: 14 names that were taken, 154 scores without a digit, 14 x 11.
    let arc = try TraceLoader.load(paths: [folder + "arc_challenge_train.csv", folder + "arc_challenge_test.csv"])
    #expect(arc.renamedCount == 14 && arc.blankCount == 154)
    #expect(traces.queryIDs[222] == "arc-challenge.val.174#2")
    #expect(traces.queryIDs[1039 + 368] == "arc-challenge.val.172#2")
    #expect(traces.queryIDs[1039 + 354] == "arc-challenge.val.136#2")
    #expect(traces.queryIDs[1038] == "arc-challenge.test.1078")
    #expect(fingerprint(traces.prompts?[0]) == 0xDCDE_BC70_DE16_F0B1)
    #expect(traces.prompts?[1038]?.utf8.count == 2186)
    #expect(fingerprint(traces.prompts?[1038]) == 0x2ABF_8A1F_7098_6DB0)
    #expect(fingerprint(traces.prompts?[1863]) == 0x61F5_38F4_F967_D145)
    #expect(fingerprint(traces.answers?[11 + 3]) == 0x3CC0_B2C3_AA08_9EC4)
    #expect(traces.queryColumn("group")?.text(at: 1863) == "winogrande")
    #expect(traces.queryColumn("oracle_model_to_route_to")?.text(at: 0) == "mistralai/mixtral-8x7b-chat")
  }

  /// Grades in words and percentages count as everywhere; JSON is read like CSV.
  @Test(arguments: [
    ("sample_id,m,m|total_cost\ns,pass,1\nt,50%,2\nu,Incorrect,3\n", "t.csv"),
    (
      #"[{"sample_id":"s","m":"C","m|total_cost":1},{"sample_id":"t","m":0.5,"m|total_cost":2},"#
        + #"{"sample_id":"u","m":false,"m|total_cost":3}]"#, "t.json"
    ),
  ]) func wordsAreScores(text: String, name: String) throws {
    let folder = ScratchFolder()
    let traces = try TraceLoader.load(paths: [folder.write(text, to: name)])
    #expect(traces.quality == [1, 0.5, 0] && traces.cost == [1, 2, 3] && Array(traces.queryIDs) == ["s", "t", "u"])
  }
}
