import CrouteLanguage
import CrouteTestSupport
import Foundation
import SessionTestSupport
import Testing

/// Strategies valued by a log whose truth is known: small 1/2 for 1, large 4/5 for 5, the small queries to small 4/5 for 3.
@Suite struct LoggedRunTests {
  private let file: LoggedTraceFile
  private var interpreter: Interpreter { file.interpreter }

  init() throws {
    file = try LoggedTraceFile()
    try interpreter.output("split --train 30% --tune 20%\nfit quality logistic")
  }

  private func json(_ command: String) throws -> [String: Any] {
    try interpreter.output("set format json")
    defer { _ = try? interpreter.output("set format text") }
    let text = try interpreter.output(command)
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func routingIsWorthWhatItsChoicesWouldGet() throws {
    let run = try json("run routing --budget 3.2")
    let interval = try #require(run["quality_interval"] as? [String: Double])
    #expect(interval["low"]! < 0.8 && 0.8 < interval["high"]! && interval["high"]! - interval["low"]! < 0.35)
    let cost = try #require(run["cost_interval"] as? [String: Double])
    #expect(cost["low"]! < 3.2 && 2.8 < cost["high"]!)
    #expect((run["effective_size"] as? Double ?? 0) >= 30 && run["cut_off"] as? Double == 0)
    let cells = try #require(run["overlap"] as? [[String: Any]])
    #expect(Set(cells.compactMap { $0["group"] as? String }) == ["even", "odd"])
    let text = try interpreter.output("run routing --budget 3.2")
    #expect(text.contains("doubly robust, with 95% intervals; effective sample size"))
    #expect(text.contains("of the weight is beyond 100 and cut off"))
  }

  @Test func sweepsComparisonsAndPlots() throws {
    let text = try interpreter.output("sweep")
    #expect(text.contains("adjusted quality") && text.contains("note: effective sample sizes"))
    #expect(
      text.contains("threshold, cascade, cascade-routing, index, pairs, oracle are left out: it needs the outcomes of"))
    for strategy in ["mix", "routing", "knn"] { #expect(text.contains("\n\(strategy) ")) }
    #expect(try interpreter.output("compare").contains("routing"))
    #expect(try interpreter.output("compare --at-cost 3").contains("routing"))
    #expect(try interpreter.output("plot frontier").contains("routing"))
    try interpreter.output("run single:small --as s\nrun single:large --as l")
    #expect(try interpreter.output("compare s l").contains("95% interval"))
    #expect(try interpreter.output("report").contains("ex-ante"))
    let sql =
      "sql SELECT count(*) = 2 * (SELECT count(*) FROM queries WHERE part = 'test') AS x FROM decisions WHERE step = 1"
    #expect(try interpreter.output(sql).hasSuffix("\n1\n"))
    #expect(try interpreter.output("explain q1 routing --budget 3").contains("the log has"))
  }

  @Test func whatNeedsSeveralAnswersIsRefused() throws {
    for command in ["run cascade --budget 2", "sweep pairs", "run oracle", "explain q1 index --lambda 0.1"] {
      let message = file.failure(command)
      #expect(message.contains("record those of all models on some hundred queries"), "\(message)")
    }
    for command in ["advise", "guarantee routing"] {
      #expect(file.failure(command).contains("this log has that of one"), "\(command)")
    }
    try interpreter.output("run routing --budget 3")
    #expect(file.failure("metrics _run").contains("this log has that of one"))
    #expect(
      file.failure("fit quality noisy --ante 0.5 --post 0.2\nrun routing --budget 3").contains(
        "made from the truth"))
  }

  /// Of some 90 small queries, half of them for testing, one in five went to the large model.
  @Test func tooLittleOverlapIsRefused() throws {
    try interpreter.output("filter x_size < 0.15")
    #expect(file.failure("run single:large").contains("at least 30 are needed; it lacks most of all large in group"))
    // Some 50 queries: no strategy has 30 of them to be measured on. That others need several answers is another matter.
    try interpreter.output("filter x_size < 0.08")
    let message = file.failure("sweep")
    #expect(message.contains("at least 30 are needed") && !message.contains("several models"), "\(message)")
  }
}
