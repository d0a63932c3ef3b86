import Input
import TestSupport
import Testing
import Traces

/// Which of several columns names the queries, seen from what is proposed.
@Suite struct QueryChoiceTests {
  private let folder = ScratchFolder()

  private func query(_ texts: [String], _ ending: String = "csv") throws -> String? {
    let paths = texts.enumerated().map { folder.write($1, to: "\($0).\(ending)") }
    let error = try #require(thrown { () throws(InputError) in try TraceLoader.load(paths: paths) })
    return LoadAdvice(on: error, paths: paths, format: nil, options: LoadOptions()).options?.map["query_id"]
  }

  /// Three questions, each answered by two models: a number of the row is no name of a query.
  @Test(arguments: ["question_id", "prompt_id", "custom_id", "example_id", "task_id", "prompt"])
  func whatModelsShare(column: String) throws {
    let rows = (0..<6).map { "\($0),q\($0 / 2),\($0 % 2 == 0 ? "a" : "b"),\($0 % 3 == 0 ? 1 : 0)\n" }
    #expect(try query(["id,\(column),model,score\n" + rows.joined()]) == column)
    // Sorted by model, of which each has more than a thousand rows.
    let sorted = ["a", "b"].flatMap { model in (0..<1200).map { "\(model)\($0),q\($0),\(model),1\n" } }
    #expect(try query(["id,\(column),model,score\n" + sorted.joined()]) == column)
    // A file for each model, numbered from 0 in an order of its own.
    let files = ["a", "b"].map { model in
      "id,\(column),model,score\n" + (0..<3).map { "\($0),q\(model == "a" ? $0 : 2 - $0),\(model),1\n" }.joined()
    }
    #expect(try query(files) == (column == "prompt" ? "id" : column))
  }

  /// `id` names the queries where models share it, or nothing else.
  @Test(arguments: [
    // Numbers of samples, of groups and of each model's rows.
    "id,sample_id,model,score\nq,0,a,1\nq,0,b,0\nr,1,a,1\nr,1,b,1\ns,0,a,1\ns,0,b,1\n",
    "id,task,model,score\nq,x,a,1\nq,x,b,0\nr,x,a,1\nr,x,b,1\n",
    "id,task_id,model,score\n1,q,a,1\n2,r,b,0\n3,q,a,1\n4,t,b,1\n",
    "id,sample_id,model,score\nq,0b5c7f5e-9f3d-4c55-8a53-3b0f6a1e2d4c,a,1\n",
  ]) func theIDItself(text: String) throws {
    #expect(try query([text]) == "id")
  }

  /// Where one model answered all, the name that says what it names.
  @Test func oneModel() throws {
    #expect(try query(["id,task_id,model,score\nx1,q,a,1\nx2,r,a,0\n"]) == "task_id")
    #expect(try query([#"{"results": [{"id": "x1", "task_id": "q", "passed": 1}], "id": "x"}"#], "json") == "task_id")
  }

  @Test func pathsInRecords() throws {
    let rows = (0..<4).map { row in
      #"{"id": "call-\#(row)", "metadata": {"query": "q\#(row / 2)"}, "model": "\#(row % 2)", "score": 1}"#
    }
    #expect(try query([rows.joined(separator: "\n")], "jsonl") == "metadata.query")
  }
}
