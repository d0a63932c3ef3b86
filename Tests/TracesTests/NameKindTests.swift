import Testing
import Traces

@Suite struct NameKindTests {
  @Test(arguments: [
    ("Model Name", NameKind.model), ("llm_model", .model), ("metadata.llm", .model), ("llm.name", .model),
    ("extra.metadata.ls_model_name", .model), ("engine", .model), ("model_permaslug", .model),
    ("exact_match", .score), ("rougeL", .score), ("rouge2", .score), ("F1", .score), ("acc,none", .score),
    ("pass@1", .score), ("feedback.correctness", .score), ("scores.Factuality", .score), ("answer_relevancy", .score),
    ("toxicity/v1/score", .score), ("feedback_stats.correctness.avg", .score),
    ("error_rate", .score), ("word_perplexity", .score), ("wer", .score), ("judge_cost", .cost),
    ("Cost ($)", .cost), ("total_cost", .cost), ("cost_cents", .cost), ("usage.cost", .cost),
    ("latency_s", .latency), ("execution_time", .latency), ("generation_time_ms", .latency),
    ("completion_tokens", .tokens), ("totalTokens", .tokens), ("difficulty", .feature), ("prompt_length", .feature),
    ("questionId", .query),
  ]) func known(name: String, kind: NameKind) {
    #expect(NameKind.of(name) == kind)
  }

  /// Names of models, what is measured of one, a model that gave no answer here, and words that only look alike.
  @Test(arguments: [
    "gpt-4.1", "claude-3-5-sonnet", "openai/gpt-4o", "llama3.1:8b", "a", "n", "gpt-4_score", "gpt-4.score",
    "latency_gpt-4", "judge_model", "oracle_model_to_route_to", "model_response", "costume", "human", "1", "prompt",
  ]) func open(name: String) {
    #expect(NameKind.of(name) == nil)
  }

  @Test(arguments: [
    ("toxicity", true), ("scores.hallucination", true), ("toxicity/v1/score", true), ("feedback.bias.score", true),
    ("no_hallucination", false), ("bias.accuracy", false), ("error", false), ("accuracy", false), ("score", false),
  ]) func worseWhenHigher(name: String, isWorse: Bool) {
    #expect(NameKind.isWorseWhenHigher(name) == isWorse)
  }
}
