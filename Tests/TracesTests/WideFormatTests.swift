import Input
import TestSupport
import Testing
import Traces

@Suite struct WideFormatTests {
  private let folder = ScratchFolder()

  @Test func columnsOfScoresAreModels() throws {
    let traces = try TraceLoader.load(
      paths: [
        folder.write(
          """
          id,prompt,gpt,claude,length,topic
          007,Why?,1,0.5,120,a
          8,How?,,true,30,b
          """)
      ])
    #expect(Array(traces.queryIDs) == ["007", "8"])
    #expect(traces.models == ["gpt", "claude"])
    #expect(traces.quality.map { $0.isNaN ? -1 : $0 } == [1, 0.5, -1, 1])
    #expect(traces.cost.map { $0.isNaN ? -1 : $0 } == [1, 1, -1, 1])
    #expect(traces.costUnit == .relative)
    #expect(traces.prompts?[1] == "How?")
    #expect(traces.queryColumn("length")?.text(at: 0) == "120")
    #expect(traces.queryColumn("topic")?.text(at: 1) == "b")
  }

  /// Two columns that both name the group: the first stays, and no value moves to another query.
  @Test func columnsForOneThingKeepTheirRows() throws {
    let traces = try TraceLoader.load(
      paths: [folder.write("id,group,category,a,b\n1,g1,c1,0,1\n2,g2,c2,0,1\n3,g3,c3,1,1\n")])
    #expect((0..<3).map { traces.queryColumn("group")?.text(at: $0) } == ["g1", "g2", "g3"])
  }

  @Test func aTableWithoutIdsOrWithOneColumnIsNone() {
    for text in ["a,b\n1,0\n", "id,a,b\nx,1,5\n", "id,a\nx,1\n"] {
      let path = folder.write(text)
      guard case .unknownFormat? = thrown({ () throws(InputError) in try TraceLoader.load(paths: [path]) }) else {
        Issue.record("it should not be recognised: \(text)")
        continue
      }
    }
  }

  /// Several scores of one answer are no models, and what else is measured is none, neither alone nor beside models.
  @Test(arguments: [
    ("id,pass,latency_s\nq,1,0.5\n", ["quality": "pass"]),
    ("id,faithfulness,answer_relevancy,total_cost\nq,1,0.5,0.25\n", ["quality": "faithfulness", "cost": "total_cost"]),
    ("id,difficulty,ambiguity\nq,1,0.5\n", nil),
  ]) func measuresAreNoModels(text: String, map: [String: String]?) throws {
    let path = folder.write(text, to: "m.csv")
    let error = try #require(thrown { () throws(InputError) in try TraceLoader.load(paths: [path]) })
    let options = LoadAdvice(on: error, paths: [path], format: nil, options: LoadOptions()).options
    #expect(
      options?.map == map?.merging(["query_id": "id"]) { $1 } && options?.constants["model"] == map.map { _ in "m" })
  }

  @Test func measuresStayWithTheQuery() throws {
    let text = "id,gpt,claude,difficulty,total_cost,latency_s,prompt_tokens\nq,1,0,0.5,0.25,0.125,1\n"
    let traces = try TraceLoader.load(paths: [folder.write(text)])
    #expect(traces.models == ["gpt", "claude"] && traces.queryColumn("total_cost")?.text(at: 0) == "0.25")
    let scored = folder.write("id,gpt,claude,exact_match\nq,1,0,1\n", to: "s.csv")
    #expect(thrown { () throws(InputError) in try TraceLoader.load(paths: [scored]) } != nil)
    let mapped = try TraceLoader.load(paths: [scored], options: LoadOptions(map: ["x_em": "exact_match"]))
    #expect(mapped.models == ["gpt", "claude"] && mapped.queryColumn("x_em")?.text(at: 0) == "1")
  }

  /// 150 queries without a score of `late`, then ten with one: they are outcomes like others, and it is said.
  @Test(arguments: ["w.csv", "w.jsonl", "w.json"]) func aModelThatComesLate(_ name: String) throws {
    let rows = (0..<160).map { (id: $0, gpt: $0 % 2, late: $0 < 150 ? nil : $0 % 3 == 0 ? 1 : 0) }
    let text: String
    if name == "w.csv" {
      text = "id,gpt,late\n" + rows.map { "\($0.id),\($0.gpt),\($0.late.map(String.init) ?? "")\n" }.joined()
    } else {
      let objects = rows.map { row in
        #"{"id": \#(row.id), "gpt": \#(row.gpt)\#(row.late.map { #", "late": \#($0)"# } ?? "")}"#
      }
      text = name == "w.json" ? "[" + objects.joined(separator: ",\n") + "]" : objects.joined(separator: "\n")
    }
    let traces = try TraceLoader.load(paths: [folder.write(text, to: name)])
    #expect(traces.models == ["gpt", "late"] && traces.queryCount == 160)
    // Of 150 to 159 the multiples of three: 150, 153, 156, 159.
    #expect((0..<160).filter { traces.quality[2 * $0 + 1] == 1 } == [150, 153, 156, 159])
    #expect((0..<160).filter { !traces.quality[2 * $0 + 1].isNaN }.count == 10)
  }

  /// In JSON a model of which the first 64 KB say nothing comes with the row that has it, as do other columns.
  @Test func aModelThatComesVeryLateInJSON() throws {
    let blank = (0..<5000).map { #"{"id": "q\#($0)", "a": 1, "b": 0}"# + "\n" }.joined()
    let last = #"{"id": "z", "a": 1, "b": 1, "c": 1}"#
    let rows = blank + #"{"id": "y", "a": 1, "b": 0, "n": 7, "c": 0.25}"# + "\n" + last
    let traces = try TraceLoader.load(paths: [folder.write(rows, to: "w.jsonl")])
    #expect(traces.models == ["a", "b", "c"] && traces.queryColumn("n")?.text(at: 5000) == "7")
    #expect(traces.quality[3 * 5000 + 2] == 0.25 && traces.quality[3 * 5001 + 2] == 1 && traces.quality[2].isNaN)
    #expect(traces.guesses == ["scores of c, too, stand further down"])
  }

  /// With 64 KB of rows before the first score of a model, it is found and told of.
  @Test func aModelThatComesVeryLate() throws {
    let blank = (0..<9000).map { "q\($0),1,0,\n" }.joined()
    let traces = try TraceLoader.load(paths: [folder.write("id,a,b,c\n" + blank + "z,1,1,0.5\n")])
    #expect(traces.models == ["a", "b", "c"] && traces.quality[3 * 9000 + 2] == 0.5)
    #expect(traces.guesses == ["scores of c, too, stand further down"])
  }

  /// A column that is blank at first and then holds counts stays with the query.
  @Test func aColumnOfCountsThatComesLate() throws {
    let rows = (0..<110).map { "\($0),1,0,\($0 < 105 ? "" : String($0))\n" }.joined()
    let traces = try TraceLoader.load(paths: [folder.write("id,a,b,n\n" + rows)])
    #expect(traces.models == ["a", "b"] && traces.queryColumn("n")?.text(at: 107) == "107")
  }
}
