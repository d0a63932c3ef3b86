import Testing

/// Commands that the session is not ready for, or whose words name nothing in it.
@Suite struct BadSessionsTests {
  private static let header = Mistake.header
  private static let loaded = Mistake.loaded
  private static let fitted = Mistake.fitted
  private static let swept = Mistake.swept

  @Test(arguments: state) func isSaidPlainlyAndChangesNothing(mistake: Mistake) throws { try mistake.check() }

  static let state: [Mistake] = [
    Mistake("describe", "no traces are loaded", "try: load sim:routerbench"),
    Mistake("run routing --budget 0.001", "no traces are loaded"),
    Mistake("sweep routing", "no quality estimator is fitted", "try: fit quality", before: loaded),
    Mistake("pool gpt", "'gpt' could be any of these models: gpt-3.5-turbo, gpt-4", before: loaded),
    Mistake("pool llama-9", "unknown model 'llama-9'", before: loaded),
    Mistake("use other", "unknown trace set 'other'", before: loaded),
    Mistake("drop other", "unknown trace set 'other'", before: loaded),
    Mistake("filter length > 3", "unknown column 'length'", before: loaded),
    Mistake("filter group is math", "OP is 'is', expected one of", exitCode: 2, before: loaded),
    Mistake("filter query_id = nobody", "the filter leaves no query", before: loaded),
    Mistake("filter group = codign", "unknown group 'codign'", "did you mean 'coding'?", before: loaded),
    Mistake("filter solved_by > 11", "the filter leaves no query: solved_by ranges from 0 to 11", before: loaded),
    Mistake("filter gpt-4 = 1", "unknown column 'gpt-4'", "did you mean 'gpt-4.quality'?", before: loaded),
    Mistake("filter gpt5.quality = 1", "unknown model 'gpt5'", before: loaded),
    Mistake("filter gpt.quality = 1", "'gpt' could be any of these models: gpt-3.5-turbo, gpt-4", before: loaded),
    Mistake("filter gpt-4.quality > good", "VALUE is 'good', expected a number", exitCode: 2, before: loaded),
    Mistake("filter query_id ~ '/(/'", "VALUE is '/(/', expected a regular expression", exitCode: 2, before: loaded),
    Mistake(
      "describe --by query_id", "--by is 'query_id', expected a column with at most 100", exitCode: 2, before: loaded),
    Mistake("describe --by gruop", "unknown column 'gruop'", "did you mean 'group'?", before: loaded),
    Mistake("describe --agreement --distributions", "expected one page at a time", exitCode: 2, before: loaded),
    Mistake("describe --solved 1", "--solved needs --complementarity", before: loaded),
    Mistake("show --model gpt-4", "--model is for one query", exitCode: 2, before: loaded),
    Mistake("split --train 0", "--train must be above 0", exitCode: 2, before: loaded),
    Mistake("split --train 80% --tune 20%", "--train plus --tune below 100%", exitCode: 2, before: loaded),
    Mistake("split --train most", "--train is 'most', expected a share", exitCode: 2, before: loaded),
    Mistake("split --by group", "expected train, tune or test", before: loaded),
    Mistake("split --by nothing", "unknown column 'nothing'", before: loaded),
    Mistake(
      "fit quality noisy --post 1", "noisy needs --ante", "for example: --ante 0.5", exitCode: 2, before: loaded),
    Mistake(
      "fit quality noisy --ante -1 --post 1", "--ante is '-1', expected a number of at least 0", exitCode: 2,
      before: loaded),
    Mistake("fit quality noizy", "unknown estimator 'noizy'", "did you mean 'noisy'?", before: loaded),
    Mistake("fit quality constant --ante 1", "constant has no option --ante", before: loaded),
    Mistake("fit everything constant", "expected quality, cost or table", exitCode: 2, before: loaded),
    Mistake(
      "fit table e.csv", "the estimates lack 200 of 200 queries", before: loaded,
      files: [
        "e.csv": "query_id,model,ante,post,cost_ante,cost_post\n"
          + [
            "WizardLM-13B", "claude-instant-v1", "claude-v1", "claude-v2", "gpt-3.5-turbo", "gpt-4", "code-llama-34b",
            "llama-2-70b", "mistral-7b", "mixtral-8x7b", "Yi-34B",
          ].map { "q,\($0),1,1,1,1\n" }.joined()
      ]),
    Mistake("run rooting --budget 1", "unknown strategy 'rooting'", "did you mean 'routing'?", before: fitted),
    Mistake("run routing+fast --budget 1", "unknown option 'fast' of routing", before: fitted),
    Mistake("run cascade-routing+max-depth=0", "expected a whole number of at least 1", exitCode: 2, before: fitted),
    Mistake("run single --budget 1", "single needs a model", exitCode: 2, before: fitted),
    Mistake(
      "run routing --budget much", "--budget is 'much', expected a cost of at least 0", exitCode: 2, before: fitted),
    Mistake("sweep --budgets few", "--budgets is 'few'", exitCode: 2, before: fitted),
    Mistake("compare", "there is no result", before: fitted),
    Mistake("compare first", "unknown result 'first'", before: fitted),
    Mistake("compare --at-quality 1.5", "--at-quality is '1.5', expected a quality from 0", exitCode: 2, before: swept),
    Mistake("compare --at-cost -1", "expected a cost of at least 0, or a single model", exitCode: 2, before: swept),
    Mistake("compare --at-quality gpt", "'gpt' could be any of these models", before: swept),
    Mistake("compare --at-quality 0.5", "need a sweep", "try: sweep all", before: fitted + ["run mix --budget 1"]),
    Mistake("policy _ p.json", "policy needs a run", "try: run index", before: swept),
    Mistake("policy _ p.json", "oracle needs the truth", before: fitted + ["run oracle"]),
    Mistake(
      "policy _ p.json", "as with knn", "try: fit quality", exitCode: 1,
      before: loaded + ["fit quality knn", "run routing --budget 0.001"]),
    Mistake(
      "policy _ p.json", "repeats faults", "try: set reference off",
      before: fitted + ["set reference on", "run routing --budget 0.001"]),
    Mistake(
      "policy _ out.json", "out.json exists", "--force overwrites it", before: fitted + ["run routing --budget 0.001"],
      files: ["out.json": "precious"]),
    Mistake("state sve s.json", "expected save or load", exitCode: 2),
    Mistake("state save s.json --anyway", "unexpected argument '--anyway'", "usage: state save FILE", exitCode: 2),
    Mistake("state load nowhere.csv", "nowhere.csv: No such file"),
    Mistake("state load s.json", "s.json: format: found nothing, expected 'croute-state'", files: ["s.json": "{}"]),
    Mistake("state load s.json", "s.json: is cut short at line 1, column 12", files: ["s.json": "{\"format\": "]),
    Mistake(
      "state load s.json", "version: found 2, written by a newer croute, expected at most 1",
      files: ["s.json": "{\"format\": \"croute-state\", \"version\": 2}"]),
    Mistake("state load s.json", "s.json:1:2: found x", files: ["s.json": "{x"]),
    Mistake("state save out.json", "out.json exists", "--force overwrites it", files: ["out.json": "precious"]),
    // The single models of a log are estimates, which a sweep makes.
    Mistake(
      "plot frontier", "there is no sweep to draw", before: ["load a.csv"],
      files: ["a.csv": header + (0..<60).map { "q\($0),\($0 % 2 == 0 ? "x" : "y"),1,1\n" }.joined()]),
    Mistake("plot histgram cost", "unknown plot 'histgram'", "did you mean 'histogram'?", before: loaded),
    Mistake("report", "no quality estimator is fitted", before: loaded),
    Mistake("report --part all", "--part is 'all', expected train, tune or test", exitCode: 2, before: fitted),
    Mistake(
      "report --part tune", "there is no tune part", before: loaded + ["split --tune 0", "fit quality constant"]),
    Mistake(
      "fit quality knn --calibrate maybe", "--calibrate is 'maybe', expected platt or isotonic", exitCode: 2,
      before: loaded),
    Mistake("fit quality irt --calibrate platt", "unknown option '--calibrate' of irt", before: loaded),
    Mistake("plot reliability llama-9", "unknown model 'llama-9'", before: fitted),
    Mistake("plot reliability --bins 0", "--bins is '0', expected a whole number from 1", exitCode: 2, before: fitted),
    Mistake("plot path", "STRATEGY is missing", exitCode: 2, before: fitted),
    Mistake("plot path rooting", "unknown strategy 'rooting'", "did you mean 'routing'?", before: fitted),
    Mistake("plot path routing --head 1", "--head is '1', expected a whole number from 2", exitCode: 2, before: fitted),
    Mistake("plot heatmap", "there is no result", before: fitted),
    Mistake("plot heatmap nothing", "unknown result 'nothing'", before: fitted),
    Mistake(
      "plot heatmap --value strategy", "unknown column 'strategy'", before: fitted + ["sweep mix --budgets 2"]),
    Mistake("plot heatmap --x coast", "did you mean 'cost'?", before: fitted + ["sweep mix --budgets 2"]),
    Mistake("lambda rooting", "unknown query or strategy 'rooting'", "did you mean 'routing'?", before: fitted),
    Mistake("lambda threshold", "expected a strategy with a price, such as routing", exitCode: 2, before: fitted),
    Mistake("lambda routing --head 0", "--head is '0', expected a whole number from 1", exitCode: 2, before: fitted),
    Mistake("lambda sim.00001 --budget 1", "a budget is a mean over queries", exitCode: 2, before: fitted),
    Mistake("lambda sim.00001 mix", "expected a strategy with a price", exitCode: 2, before: fitted),
    Mistake("plot lambda pairs", "expected a strategy with a price", exitCode: 2, before: fitted),
    Mistake("plot lambda", "no quality estimator is fitted", before: loaded),
    Mistake("plot histogram group", "unknown column 'group'", before: loaded),
    Mistake("show nobody", "unknown query 'nobody'", before: loaded),
  ]

}
