/// What the layouts of formats call their parts; of names in order the first that is there counts.
extension NameKind {
  /// What names the queries of a table of one row per query.
  static let wideQueries = ["query_id", "sample_id", "question_id", "q_id", "id"]
  static let widePrompts = ["prompt", "question", "query"]
  static let wideGroups = ["group", "category"]
  /// What else such a table has of a query, and what would be a column of another table.
  static let wideOthers =
    ["query_id", "model", "quality", "cost"] + widePrompts + wideGroups + ["split", "seed", "run", "epoch"]

  /// What names a row of an object keyed by model, or a member of one keyed by query.
  static let keyedQueries = ["query_id", "id", "prompt_id", "q_id"]
  /// What names or holds the question of such a row.
  static let keyedQuestions = keyedQueries + ["prompt", "question", "query", "input", "text"]
  /// What tools call the score of an outcome there, the likeliest first.
  static let keyedScores = [
    "quality", "reward", "score", "resolved", "correct", "is_correct", "success", "passed", "accuracy", "acc",
    "exact_match",
  ]
  /// What they call an object of scores by model.
  static let keyedTables = ["scores", "rewards", "qualities", "quality", "performance"]

  /// The folder of the paper; a series without a name holds prompts.
  static let paperQueries = ["query_id", "sample_id", "id"]
  static let paperPrompts = ["prompt", "query", "question", ""]
  static let paperGroups = ["group", "eval_name", "source"]

  /// A list of queries with parallel lists.
  static let nestedQueries = ["q_id", "query_id", "id"]
  static let nestedPrompts = ["query", "prompt", "question"]
  static let nestedGroups = ["source", "group", "eval_name"]
}
