import Glibc
import Testing
import Traces

/// Where the tests find recorded data that is not part of this package.
enum SharedData {
  /// Real traces: `CROUTE_DATA`, else `../shared/data` beside the package.
  static let traces = folder("CROUTE_DATA", else: "data")

  /// Why a test was skipped.
  static let absence: Comment = "the shared data are absent; set CROUTE_DATA"

  /// Whether a test that needs the folder runs; with `CROUTE_REQUIRE_DATA=1` it does, and fails, even without it.
  static func runs(_ folder: String) -> Bool {
    getenv("CROUTE_REQUIRE_DATA").map { String(cString: $0) } == "1" || access(folder, R_OK) == 0
  }

  private static func folder(_ variable: String, else inner: String) -> String {
    if let value = getenv(variable) { return String(cString: value) }
    let parts = #filePath.split(separator: "/").dropLast(4)
    return "/" + parts.joined(separator: "/") + "/shared/" + inner
  }
}

/// The FNV-1a hash of a text, by which long texts are compared without a copy of them.
func fingerprint(_ text: String?) -> UInt64 {
  (text ?? "").utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
}

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
