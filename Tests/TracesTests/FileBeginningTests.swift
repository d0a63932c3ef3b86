import TestSupport
import Testing
import Traces

@Suite struct FileBeginningTests {
  @Test func tellsFormats() throws {
    let folder = ScratchFolder()
    func format(_ text: String, _ map: [String: String] = [:]) throws -> String {
      try TraceLoader.format(of: folder.write(text), options: LoadOptions(map: map)).name
    }
    #expect(try format("query_id,model,quality,cost\n") == "tidy")
    #expect(try format("\u{FEFF}\"query_id\",model,x\n") == "tidy")
    #expect(try format("q,m,correct,cost_usd\n", ["query_id": "q", "quality": "correct"]) == "tidy")
    #expect(try format("\n {\"query_id\": 1, \"cost\": 2}\n") == "tidy")
    #expect(
      try format("{\"query_id\": 1, \"model\": \"m\", \"prompt\": \"" + String(repeating: "x", count: 100_000))
        == "tidy")
    #expect(try format("sample_id,prompt,eval_name,m,m|model_response,m|total_cost\n") == "routerbench")
    #expect(try format(" [ {\"q_id\": 1, \"llm_name_list\": []} ]") == "nested")
    #expect(try TraceLoader.format(of: folder.writeCompressed("query_id,model\n", to: "a.gz")).name == "tidy")
    _ = folder.write("{}", to: "queries.json")
    #expect(try TraceLoader.format(of: folder.path).name == "paper")
  }
}
