import Input
import TestSupport
import Testing
import Traces

/// Rows that are looked at once more, of every kind of file, seen from what is proposed where a metric tells them apart.
@Suite struct RowTextsTests {
  private let folder = ScratchFolder()

  private static let rows = ["f1", "em"].map { #"{"query_id": "q", "model": "a", "metric": "\#($0)", "quality": 1}"# }
  private static let nested = ["f1", "em"].map {
    #"{"info": {"id": "q"}, "model": {"name": "a"}, "metric": "\#($0)", "quality": 1}"#
  }

  @Test(arguments: [
    ("t.csv", "query_id,model,metric,quality\nq,a,f1,1\nq,a,em,1\n"),
    ("t.csv.gz", "query_id,model,metric,quality\nq,a,f1,1\nq,a,em,1\n"),
    ("t.jsonl", rows.joined(separator: "\n")), ("t.json", "[\(rows.joined(separator: ","))]"),
    ("w.json", #"{"run": 1, "results": [\#(rows.joined(separator: ","))]}"#),
    ("n.jsonl", nested.joined(separator: "\n")), ("n.json", "[\(nested.joined(separator: ","))]"),
    ("nw.json", #"{"run": 1, "results": [\#(nested.joined(separator: ","))]}"#),
  ]) func everyKindOfFile(name: String, text: String) throws {
    let path = name.hasSuffix(".gz") ? folder.writeCompressed(text, to: name) : folder.write(text, to: name)
    let options =
      name.hasPrefix("n") ? LoadOptions(map: ["query_id": "info.id", "model": "model.name"]) : LoadOptions()
    let error = try #require(thrown { () throws(InputError) in try TraceLoader.load(paths: [path], options: options) })
    let found = try #require(LoadAdvice(on: error, paths: [path], format: nil, options: options).options)
    #expect(found.condition?.text == #"metric = "f1""#)
    #expect(try TraceLoader.load(paths: [path], options: found).quality == [1])
  }
}
