import Input
import TestSupport
import Traces

/// Made-up files in the layouts of other tools, in a folder of their own; the values were put together by hand.
struct ScratchTraces {
  let folder = ScratchFolder()

  func load(
    _ text: String, to name: String = "a.jsonl", _ options: LoadOptions = LoadOptions()
  ) throws(InputError) -> TraceSet {
    try TraceLoader.load(paths: [folder.write(text, to: name)], options: options)
  }

  /// What the error says, paths without their folder; `nil` where there is none.
  func error(_ body: () throws(InputError) -> TraceSet) -> String? {
    thrown(body).map { "\($0)".replacing(folder.path + "/", with: "") }
  }

  /// A log of Inspect: two epochs of a query, scored by two scorers, and a query whose call failed.
  static let inspect = """
    {"version": 2, "samples": [
      {"id": 7, "epoch": 1, "input": "q", "scores": {"one": {"value": "P", "answer": "x"}, "two": {"value": "C"}},
       "model_usage": {"grader": {"input_tokens": 1000, "output_tokens": 9},
                       "org/m": {"input_tokens": 10, "output_tokens": 5, "input_tokens_cache_read": 100,
                                 "total_cost": 0.5}}},
      {"id": 7, "epoch": 2, "input": "q", "scores": {"one": {"value": "C"}},
       "model_usage": {"org/m": {"input_tokens": 20, "output_tokens": 5, "total_cost": 0.1}}},
      {"id": "08", "epoch": 1, "error": {"message": "time out"}}],
     "eval": {"task": "t", "model": "org/m"}}
    """
}
