import Input
import TestSupport
import Testing
import Traces

/// What is said of files that do not load.
@Suite struct FileSightTests {
  private let folder = ScratchFolder()

  private func advice(_ text: String) throws -> LoadAdvice {
    let path = folder.write(text)
    let error = try #require(thrown { () throws(InputError) in try TraceLoader.load(paths: [path]) })
    return LoadAdvice(on: error, paths: [path], format: nil, options: LoadOptions())
  }

  @Test func columnsOfQueriesAreJoined() throws {
    #expect(
      try advice("query_id,difficulty\nq,1\n").seen?.hasSuffix("`join` adds columns of queries to outcomes") == true)
  }

  @Test func whatWasSeenIsSaid() throws {
    let seen = try advice("colour,size\nred,\"long\nand longer than twenty characters\"\nblue,3\n").seen
    #expect(
      seen
        == "it has colour (red), size (long); 2 rows were looked at; nearest format: tidy, which needs query_id, model, "
        + "quality, cost")
  }

  /// Of a score of which higher is worse that is said, unless there is another one.
  @Test(arguments: [
    "hallucination", "toxicity", "bias", "brier", "error_rate", "wer", "cer", "perplexity", "loss", "pct_stereotype",
    "edit_distance",
  ]) func scoresThatAreWorseWhenHigher(name: String) throws {
    let alone = try advice("query_id,model,\(name),cost\nq,a,0.1,1\nq,b,0.9,1\n")
    #expect(alone.options == nil && alone.seen?.contains("a higher \(name) seems to be worse") == true)
    let beside = try advice("query_id,model,\(name),f1,cost\nq,a,0.1,1,1\nq,b,0.9,0,1\n")
    #expect(beside.options?.map == ["quality": "f1"] && beside.seen?.contains("seems to be worse") == false)
  }
}
