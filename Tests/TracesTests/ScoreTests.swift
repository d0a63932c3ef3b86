import Input
import Testing
import Traces

@Suite struct ScoreTests {
  private let files = ScratchTraces()

  @Test(arguments: [
    ("0.25", 0.25), ("\"1\"", 1), ("true", 1), ("false", 0), ("\"C\"", 1), ("\"P\"", 0.5), ("\"I\"", 0), ("\"N\"", 0),
    ("\"Passed\"", 1), ("\"partial\"", 0.5), ("\"INCORRECT\"", 0), ("\"no\"", 0), ("\"yes\"", 1),
    ("\"t\"", 1), ("\"F\"", 0), ("\"Y\"", 1), ("\"n\"", 0),
  ])
  func gradesAreNumbers(_ score: String, _ value: Double) throws {
    let traces = try files.load(#"{"sample_id": "a", "model_id": "m", "evaluation": {"score": \#(score)}}"#)
    #expect(traces.quality == [value])
  }

  @Test("A percentage or a word is a share of any scale", arguments: [nil, 0...100, 1...5] as [ClosedRange<Double>?])
  func shares(_ scale: ClosedRange<Double>?) throws {
    var options = LoadOptions()
    options.scale = scale
    let text = "query_id,model,quality,cost\na,m,85%,1\nb,m,pass,1\nc,m,false,1\nd,m,1,1\ne,m,P,1\n"
    let one: Double = scale.map { (1 - $0.lowerBound) / ($0.upperBound - $0.lowerBound) } ?? 1
    let table = try files.load(text, to: "a.csv", options)
    let records = try files.load(
      #"{"sample_id": "a", "model_id": "m", "evaluation": {"score": "85%"}}"#, to: "a.jsonl", options)
    let shares: [Double] = [0.85, 1, 0, one, 0.5, 0.85]
    for (found, right) in zip(table.quality + records.quality, shares) {
      #expect(abs(found - right) < 1e-12)
    }
  }

  /// A confidence in percent is a share, and compared as one.
  @Test func confidencesInPercent() throws {
    let text = "query_id,model,quality,cost,confidence\na,m,1,1,95%\nb,m,0,1,0.5\nc,m,0,1,5%\n"
    let traces = try files.load(text, to: "a.csv")
    #expect((0..<3).map { traces.outcomeColumn("confidence")?.text(at: $0) } == ["0.95", "0.5", "0.05"])
    var options = LoadOptions()
    options.condition = RowCondition("confidence > 0.4")
    #expect(Array(try files.load(text, to: "a.csv", options).queryIDs) == ["a", "b"])
  }

  /// In a table of one row per query a letter does not tell scores: flags stay with the query. Beside grades N is one.
  @Test func flagsAreNoScores() throws {
    let rows = "a,1,0,t,N,C\nb,0,1,f,N,N\nc,1,1,f,Y,N\nd,1,1,f,N,N\n"
    let traces = try files.load("id,gpt,opus,seen,new,graded\n" + rows, to: "w.csv")
    #expect(traces.models == ["gpt", "opus", "graded"] && traces.queryColumn("new")?.text(at: 2) == "Y")
    #expect(traces.quality == [1, 0, 1, 0, 1, 0, 1, 1, 0, 1, 1, 0])
  }

  @Test(arguments: ["maybe", "%", "much%", "correctly", "D", "cc"]) func otherWordsAreNone(_ score: String) {
    let error = files.error { () throws(InputError) in
      try files.load(#"{"sample_id": "a", "model_id": "m", "evaluation": {"score": "\#(score)"}}"#)
    }
    #expect(error == "a.jsonl:1: quality is \(score), expected a number from 0 to 1")
  }
}
