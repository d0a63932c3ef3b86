import CommandLanguage
import CrouteLanguage
import Foundation
import SessionTestSupport
import TestSupport
import Testing

@Suite struct ReportCommandTests {
  /// Forty queries of each part, two models: estimates 0.9 and 0.1 of answers that are right three times in four and once
  /// in four, so 0.15 over-confident; a run reveals nothing.
  private func session() throws -> (Interpreter, TemporaryFolder) {
    let folder = try TemporaryFolder()
    var traces = "query_id,model,quality,cost,split,ante,post,cost_ante,cost_post\n"
    for part in ["train", "tune", "test"] {
      for query in 0..<400 {
        for (model, cost) in [("small", 1), ("large", 4)] {
          let isHigh = (query + cost) % 2 == 0
          let isRight = (query / 2 + cost) % 4 == 0 ? !isHigh : isHigh
          let estimate = isHigh ? 0.9 : 0.1
          traces +=
            "\(part)\(query),\(model),\(isRight ? 1 : 0),\(cost),\(part),\(estimate),\(estimate),\(cost),\(cost)\n"
        }
      }
    }
    let path = try folder.write(traces, to: "t.csv")
    let interpreter = Interpreter()
    try interpreter.output("load \(path)\nsplit --by split\nlet file \(path)\nfit table $file --unfused")
    return (interpreter, folder)
  }

  @Test func measuresByHand() throws {
    // Brier 3/4 x 0.01 + 1/4 x 0.81 = 0.21; log loss -(3/4 log 0.9 + 1/4 log 0.1) = 0.6547; of pairs of a right and a
    // wrong answer 9/16 in order, 1/16 not, 6/16 tied: AUROC 0.75; ECE and over 0.15; nothing is revised: slope 1.
    let (interpreter, _) = try session()
    let text = try interpreter.output("report")
    #expect(text.contains("table on 400 test queries"))
    #expect(text.contains("small  0.2100    0.6547  0.7500  0.1500  0.1500\n"), "\(text)")
    #expect(text.contains("large  0.2100    0.6547  0.7500  0.1500  0.1500  1.0000"), "\(text)")
    let words = text.split { $0.isWhitespace }.joined(separator: " ")
    #expect(words.contains("overconfident ex-ante: small by 0.15, large by 0.15; their estimates"), "\(words)")
    #expect(!words.contains("no better than"))
  }

  /// Two models that are always right: the estimates are as good as the means, but for the last digit.
  @Test func roundingIsNoDifference() throws {
    let folder = try TemporaryFolder()
    var traces = "query_id,model,quality,cost,x_a\n"
    for query in 0..<60 { traces += "q\(query),a,1,1,\(query % 7)\nq\(query),b,1,2,\(query % 7)\n" }
    let text = try Interpreter().output("load \(folder.write(traces, to: "t.csv"))\nfit quality logistic\nreport")
    #expect(text.contains("(squared error the same)") && !text.contains("squared error higher"), "\(text)")
  }

  @Test func calibrationMendsIt() throws {
    let (interpreter, folder) = try session()
    defer { _ = folder.path }  // the file is read again
    for method in ["platt", "isotonic"] {
      let text = try interpreter.output("fit table $file --unfused --calibrate \(method)\nreport")
      #expect(text.contains("table, calibrated (\(method)) on 400 test queries"))
      // Brier of 0.75 and 0.25: 0.1875.
      #expect(text.contains("small  0.1875") && text.contains("0.0000  0.0000"), "\(text)")
      #expect(!text.contains("over-confident"))
    }
  }

  @Test func constantEstimatesAreTooPoor() throws {
    let (interpreter, _) = try session()
    let text = try interpreter.output("fit quality constant\nreport --part train").split { $0.isWhitespace }
      .joined(separator: " ")
    #expect(text.contains("constant on 400 train queries"))
    #expect(text.contains("small 0.2500 0.6931 0.5000 0.0000 -"))
    #expect(text.contains("400 queries do not show that ex-ante estimates distinguish queries better than the mean"))
    #expect(text.contains("do not show that post-hoc estimates distinguish answers better than the mean"))
  }

  /// The report on estimates of answers that are right three times in four, `exAnte` before a run, and once in four.
  private func note(
    exAnte: Double, postHoc: (_ isHigh: Bool, _ isRight: Bool) -> Double, fit: String
  ) throws -> String {
    let folder = try TemporaryFolder()
    var traces = "query_id,model,quality,cost,split,ante,post,cost_ante,cost_post\n"
    for (part, query) in ["train", "tune", "test"].flatMap({ part in (0..<400).map { (part, $0) } }) {
      let isHigh = query % 2 == 0
      let isRight = query / 2 % 4 == 0 ? !isHigh : isHigh
      traces +=
        "\(part)\(query),m,\(isRight ? 1 : 0),1,\(part),\(isHigh ? exAnte : 1 - exAnte),\(postHoc(isHigh, isRight)),1,1\n"
    }
    let path = try folder.write(traces, to: "t.csv")
    let text = try Interpreter().output("load \(path)\nsplit --by split\nfit table \(path)\(fit)\nreport")
    return text.split { $0.isWhitespace }.joined(separator: " ")
  }

  /// The slope is (.75 - .25)/(.95 - .05) = .556 where the estimate after a run is the truth, and the truth's is the same.
  @Test(arguments: ["", " --unfused", " --sigma 0.1"]) func whereTheTruthDriftsTooTheGuessIsAtFault(_ fit: String)
    throws
  {
    let text = try note(exAnte: 0.95, postHoc: { $1 ? 1 : 0 }, fit: fit)
    #expect(
      text.contains(
        "martingale slope far from 1: m 0.56; so is the slope of the truth on ex-ante estimates: m 0.56; these are "
          + "over-confident, and post-hoc estimates are not at fault (fit quality"), "\(text)")
    #expect(!text.contains("--fuse") && !text.contains("forget"))
  }

  /// (.6 - .4)/(.75 - .25) = .4 where the truth's slope is 1.
  @Test(arguments: [" --unfused", " --sigma 0.1"]) func whereItDoesNotTheLaterEstimateIs(_ fit: String) throws {
    let text = try note(exAnte: 0.75, postHoc: { isHigh, _ in isHigh ? 0.6 : 0.4 }, fit: fit)
    #expect(
      text.contains(
        "martingale slope far from 1: m 0.40; post-hoc estimates forget or exaggerate what was known before a run (--fuse "
          + "corrects this)"), "\(text)")
  }

  @Test func asJSON() throws {
    let (interpreter, _) = try session()
    try interpreter.output("set format json")
    let line = try interpreter.output("report")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    let models = try #require(object["post_hoc"] as? [[String: Any]])
    #expect(object["part"] as? String == "test" && object["queries"] as? Int == 400 && models.count == 2)
    #expect(abs(try #require(models[0]["brier"] as? Double) - 0.21) < 1e-12)
    #expect(abs(try #require(models[0]["martingale_slope"] as? Double) - 1) < 1e-12)
    #expect(models[0]["auroc"] as? Double == 0.75 && models[0]["model"] as? String == "small")
    let skill = try #require(object["skill"] as? [String: [String: [String: Double]]])
    #expect(abs(try #require(skill["ex_ante"]?["queries"]?["gain"]) - 0.04) < 1e-12)
  }
}
