import TestSupport
import Testing
import Traces

@Suite struct ModelTokensTests {
  private let folder = ScratchFolder()

  private func columns(_ header: String, _ row: String) throws -> [String] {
    let rows = (0..<4).map { "q\($0),\(row)\n" }.joined()
    return try TraceLoader.load(paths: [folder.write("query_id,\(header)\n" + rows)]).modelTokenColumns
  }

  /// Before or behind the model's name, whatever stands between; the scores may have a word of their own.
  @Test func tokensOfModels() throws {
    #expect(try columns("gpt-4,b,gpt-4_tokens,b_tokens", "1,0,200,90") == ["gpt-4_tokens", "b_tokens"])
    #expect(
      try columns("gpt-4,b,gpt-4.total_tokens,prompt_tokens_b,Tokens-b", "1,0,200,90,80")
        == ["gpt-4.total_tokens", "prompt_tokens_b", "Tokens-b"])
    #expect(try columns("gpt-4_score,b_score,gpt-4_tokens", "1,0,200") == ["gpt-4_tokens"])
  }

  /// Tokens of the query, and other columns of a model, are none; nor is what belongs to no model here.
  @Test func otherColumns() throws {
    #expect(try columns("gpt-4,b,prompt_tokens,gpt-4_seconds,c_tokens,gpt-40_tokens", "1,0,200,90,80,70").isEmpty)
    #expect(try columns("gpt-4,btokens,tokens", "1,0,200").isEmpty)
  }
}
