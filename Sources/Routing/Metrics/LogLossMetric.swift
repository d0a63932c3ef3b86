import Mathematics

/// The mean negative log-likelihood of the truth, in nats: 0 at best.
public enum LogLossMetric {
  /// -(q log q^ + (1 - q) log(1 - q^)), with estimates kept between 1e-6 and 1 - 1e-6; at least one.
  public static func score(_ estimates: [Double], _ truths: [Double]) -> Double {
    zip(estimates, truths).map { Chance.logLoss(of: $0, truth: $1) }.mean
  }
}
