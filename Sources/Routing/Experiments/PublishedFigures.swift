/// Figures published in the paper, for comparison (method, section 10). AUC is on a scale of 100.
public enum PublishedFigures {
  /// Table 1: RouterBench, 0-shot, by strategy; low, medium and high noise of 3, 5 and 11 models in turn.
  private static let table1: [String: [Double]] = [
    "linear": [69.62, 69.62, 69.62, 69.22, 69.22, 69.22, 70.51, 70.51, 70.51],
    "routing": [79.73, 74.97, 71.81, 81.24, 74.43, 71.33, 83.25, 74.63, 72.67],
    "threshold": [80.86, 74.64, 72.48, 82.33, 73.03, 69.53, 84.48, 73.64, 69.79],
    "cascade": [81.09, 76.16, 72.67, 83.06, 75.17, 70.18, 84.47, 75.10, 70.26],
    "cascade-routing": [82.36, 76.55, 73.22, 84.33, 76.31, 72.75, 87.24, 77.57, 74.40],
  ]

  /// The AUC of a strategy in a cell of table 1, such as "11/medium"; `nil` where the paper has none.
  public static func table1(_ strategy: String, cell: String) -> Double? {
    guard let row = table1[strategy], let place = RouterBenchProtocol.cellNames.firstIndex(of: cell) else { return nil }
    return row[place]
  }

  /// The ablation of cascade routing with 11 models: AUC and milliseconds per decision under low, medium and high noise.
  static let ablation: [String: [(auc: Double, milliseconds: Double)]] = [
    "normal": [(87.29, 15.3), (77.61, 9.5), (74.41, 13.7)],
    "greedy": [(85.93, 1.4), (77.17, 1.2), (74.35, 0.9)],
    "no-expect": [(85.98, 4.8), (77.11, 2.5), (74.35, 2.1)],
    "slow": [(87.30, 78.9), (77.61, 87.7), (74.40, 88.8)],
  ]

  /// SWE-bench, 10 agents, the truth known after a run.
  static let agentic: [String: Double] = [
    "linear": 40.51, "routing": 40.49, "threshold": 38.52, "cascade": 53.21, "cascade-routing": 54.12,
  ]
}
