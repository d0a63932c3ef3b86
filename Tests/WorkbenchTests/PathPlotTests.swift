import CommandLanguage
import CrouteLanguage
import Foundation
import SessionTestSupport
import Testing
import Workbench

@Suite struct PathPlotTests {
  @Test func byCommand() throws {
    let interpreter = Interpreter()
    try interpreter.output(
      "load sim:routerbench --queries 300\npool gpt-4,mixtral,Yi\nfit quality noisy --ante 1 --post 0.5")
    // A cascade begins with the cheapest model, on all queries.
    let text = try interpreter.output("plot path cascade --lambda 100")
    #expect(text.hasPrefix("cascade: the paths of ") && text.contains("└─ mixtral-8x7b") && text.contains("100.0%"))
    try interpreter.output("run routing --budget 0.001")
    #expect(try interpreter.output("plot path").contains("routing at budget 0.001 USD"))
  }

  /// The tree says what `run` says of the same policy.
  @Test func agreesWithRun() throws {
    let interpreter = Interpreter()
    try interpreter.output(
      "load sim:routerbench --queries 300\npool gpt-4,mixtral,Yi\nfit quality noisy --ante 1 --post 0.5")
    try interpreter.output("set format json")
    func object(_ command: String) throws -> [String: Any] {
      let line = try interpreter.output(command)
      return try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    let run = try object("run cascade-routing --budget 0.0005")
    let figure = try object("plot path --head 1000")["figure"] as? [String: Any]
    let tree = try #require(figure?["tree"] as? [String: Any])
    func runs(_ node: [String: Any], _ model: String) -> Double {
      let below = (node["children"] as? [[String: Any]] ?? []).map { runs($0, model) }.reduce(0, +)
      return (node["label"] as? String == model ? node["share"] as? Double ?? 0 : 0) + below
    }
    let ran = try #require(run["ran"] as? [String: Double])
    let answered = try #require(run["answered"] as? [String: Double]).values.reduce(0, +)
    for (model, count) in ran { #expect(abs(runs(tree, model) - count / answered) < 1e-9, "\(model)") }
    let share = try #require(tree["share"] as? Double)
    #expect(tree["label"] as? String == "all queries" && abs(share - 1) < 1e-9)
  }

  @Test func cutBranchesSaySo() throws {
    let interpreter = Interpreter()
    try interpreter.output("load sim:routerbench --queries 300\nfit quality noisy --ante 1 --post 0.5")
    let text = try interpreter.output("plot path index --budget 0.001 --head 6")
    #expect(text.contains(", then ") && text.contains(" rarer path") && text.split(separator: "\n").count < 20)
  }
}
