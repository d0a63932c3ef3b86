/// A metric of quality estimates: one line of the table.
public struct EstimateMetric: Sendable {
  /// A short heading for tables.
  public let name: String
  /// The snake_case name in JSON and CSV.
  public let key: String
  /// A one-line description.
  public let summary: String
  /// Whether it compares the estimates of some rows with those of others; it is then one of `EstimateReport.Phase.comparable`.
  public var comparesRows = false
  /// The metric of estimates and true qualities, of equal number and at least one; `nil` where it is undefined.
  public let value: @Sendable (_ estimates: [Double], _ truths: [Double]) -> Double?
}

/// All metrics of estimates.
public enum Metrics {
  /// In the order of reports.
  public static let all: [EstimateMetric] = [
    EstimateMetric(name: "Brier", key: "brier", summary: "mean squared error, 0 at best") {
      BrierMetric.score($0, $1)
    },
    EstimateMetric(name: "log loss", key: "log_loss", summary: "mean negative log-likelihood of the truth, 0 at best") {
      LogLossMetric.score($0, $1)
    },
    EstimateMetric(
      name: "AUROC", key: "auroc",
      summary: "how often a right answer is estimated higher than a wrong one, 0.5 by chance", comparesRows: true
    ) { AUROCMetric.area($0, $1) },
    EstimateMetric(
      name: "ECE", key: "ece", summary: "mean distance between estimates and outcomes, in 15 bins of equal mass"
    ) { CalibrationErrorMetric.expected($0, $1) },
    EstimateMetric(
      name: "over", key: "overconfidence",
      summary: "how much further estimates are from the mean quality than the truth is, 0 at best", comparesRows: true
    ) { OverconfidenceMetric.excess($0, $1)?.mean },
  ]
}
