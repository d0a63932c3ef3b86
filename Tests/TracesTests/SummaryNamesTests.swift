import TestSupport
import Testing
import Traces

@Suite struct SummaryNamesTests {
  private let folder = ScratchFolder()

  /// Figures of all models, labels and marks are no models.
  @Test(arguments: [
    "All", "mean", "max", "std", "oracle", "label", "fold", "has_code", "is_math", "turn_count", "n_retries",
  ])
  func whatIsOfAllModelsIsNone(name: String) throws {
    let traces = try TraceLoader.load(paths: [folder.write("query_id,gpt,\(name),llama\nq1,1,1,0\nq2,0,0,0\n")])
    #expect(traces.models == ["gpt", "llama"] && traces.queryColumn(name)?.text(at: 0) == "1")
  }

  /// Short names may be those of models.
  @Test(arguments: ["n", "maxi", "o1", "allam", "minimax", "counter"]) func modelsAreModels(name: String) throws {
    let traces = try TraceLoader.load(paths: [folder.write("query_id,gpt,\(name)\nq1,1,0\nq2,0,1\n")])
    #expect(traces.models == ["gpt", name])
  }
}
