import Foundation
import TestSupport
import Testing
import Traces

/// Samples of lm-evaluation-harness that two filters score; the numbers were put together by hand.
@Suite struct ScoringChoiceTests {
  private let folder = ScratchFolder()

  /// A sample that the filter scores so.
  private func row(_ id: Int, _ filter: String, _ score: Int) -> String {
    #"{"doc_id": \#(id), "doc": {}, "filter": "\#(filter)", "metrics": ["em"], "em": \#(score)}"#
  }

  private func load(_ files: [[String]], where condition: String? = nil) throws -> TraceSet {
    for (number, rows) in files.enumerated() {
      try FileManager.default.createDirectory(atPath: "\(folder.path)/m\(number)", withIntermediateDirectories: true)
      _ = folder.write(rows.joined(separator: "\n"), to: "m\(number)/samples_gsm8k.jsonl")
    }
    var options = LoadOptions()
    options.condition = condition.flatMap(RowCondition.init)
    return try TraceLoader.load(
      paths: files.indices.map { "\(folder.path)/m\($0)/samples_gsm8k.jsonl" }, options: options)
  }

  /// Each filter gives both models the same scores, in whatever order their rows stand.
  @Test func theOrderOfRowsDoesNotMatter() throws {
    let strict = [row(0, "strict-match", 0), row(1, "strict-match", 1)]
    let flexible = [row(0, "flexible-extract", 1), row(1, "flexible-extract", 1)]
    let traces = try load([strict + flexible, flexible + strict])
    #expect(traces.quality == [0, 0, 1, 1] && traces.leftOutCount == 4)
    #expect(
      traces.guesses == [
        "the score is that of filter strict-match; --where 'filter = \"flexible-extract\"' takes that of flexible-extract"
      ])
    let other = try load([strict + flexible, flexible + strict], where: #"filter = "flexible-extract""#)
    #expect(other.quality == [1, 1, 1, 1] && other.leftOutCount == 0)
    #expect(other.guesses == ["the score is that of filter flexible-extract"])
  }

  /// Names that tell nothing are taken in their order, after those that are known.
  @Test(arguments: [
    ("b", "a", "a"), ("maj@8", "score-first", "score-first"), ("none", "a", "none"),
    ("score-first", "strict", "strict"),
  ]) func namesTell(one: String, other: String, chosen: String) throws {
    let rows = [row(0, one, one == chosen ? 1 : 0), row(0, other, other == chosen ? 1 : 0)]
    #expect(try load([rows, rows.reversed()]).quality == [1, 1])
  }
}
