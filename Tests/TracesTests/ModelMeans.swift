import Testing
import Traces

/// The mean quality and the mean cost of a model's answers.
struct ModelMeans {
  let model: String
  let quality: Double
  let cost: Double

  init(_ model: String, _ quality: Double, _ cost: Double) {
    self.model = model
    self.quality = quality
    self.cost = cost
  }
}

/// Expects a trace set to have these models with these means, whatever their order.
func expect(_ traces: TraceSet, toHave means: [ModelMeans], sourceLocation: SourceLocation = #_sourceLocation) {
  #expect(Set(traces.models) == Set(means.map(\.model)), sourceLocation: sourceLocation)
  for expected in means {
    guard let model = traces.models.firstIndex(of: expected.model) else { continue }
    let cells = stride(from: model, to: traces.quality.count, by: traces.modelCount)
    let quality = cells.reduce(0) { $0 + traces.quality[$1] } / Double(traces.queryCount)
    let cost = cells.reduce(0) { $0 + traces.cost[$1] } / Double(traces.queryCount)
    #expect(abs(quality / expected.quality - 1) < 1e-12, "\(expected.model)", sourceLocation: sourceLocation)
    #expect(abs(cost / expected.cost - 1) < 1e-12, "\(expected.model)", sourceLocation: sourceLocation)
  }
}
