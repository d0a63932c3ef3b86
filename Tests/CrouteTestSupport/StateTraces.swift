import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import TestSupport

/// A session with everything that a state holds: files, joins, filters, fits, variables and results of all kinds.
package enum StateTraces {
  /// Two files read together with columns renamed and a number to clip, joined prompts and groups; estimates beside them.
  private static func write(to folder: TemporaryFolder) throws {
    var files = ["query_id,model,correct,usd,confidence\n", "query_id,model,correct,usd,confidence\n"]
    var prompts = ""
    var estimates = "query_id,model,ante,post,cost_ante,cost_post\n"
    for query in 0..<150 {
      for (model, name) in ["small", "middle", "large"].enumerated() {
        let isRight = (query * 7 + model * 5) % 6 < 3 + model
        let cost = [1.0, 3, 8][model] + Double(query % 4) / 4
        let quality = isRight ? (query == 3 ? 1.5 : 1) : 0
        files[query % 2] += "q\(query),\(name),\(quality),\(cost),\(Double((query * 11 + model) % 9) / 9)\n"
        estimates += "q\(query),\(name),0.\(query % 9),\(isRight ? 0.9 : 0.2),\(cost),\(cost)\n"
      }
      prompts +=
        "{\"query_id\":\"q\(query)\",\"prompt\":\"\(String(repeating: "a b ", count: query % 7))\",\"group\":\"g\(query % 3)\"}\n"
    }
    try folder.write(files[0], to: "even.csv")
    try folder.write(files[1], to: "odd.csv")
    try folder.write(prompts, to: "prompts.jsonl")
    try folder.write(estimates, to: "estimates.csv")
  }

  package static func session(_ folder: TemporaryFolder) throws -> Interpreter {
    try write(to: folder)
    let interpreter = Interpreter()
    let path = folder.path
    try interpreter.output(
      """
      load \(path)/even.csv \(path)/odd.csv --map quality=correct,cost=usd --clip --as mine
      join \(path)/prompts.jsonl
      filter group != g2
      pool small,large,middle
      split --train 40% --tune 20% --seed 3
      fit quality logistic --features length,group,confidence --ridge 2
      fit cost regression
      set seed 18446744073709551615
      let budget 4
      run index --budget $budget --draw --as r
      sweep routing cascade-routing+max-depth=2 knn oracle pairs mix threshold --budgets 3 --as s
      fit table \(path)/estimates.csv --sigma 0.2,0.2,0.2
      run cascade --lambda 0.05
      load sim:routerbench --queries 200
      fit quality noisy --ante 0.6 --post 0.3
      set reference lowest-index
      run cascade-routing --budget 0.001 --as x
      use mine
      """)
    return interpreter
  }
}
