import Routing
import Testing
import Traces

@Suite struct PolicySchemaTests {
  private let schema = DeployedPolicy.schema()

  /// The estimators that files can hold are those of the table, and `calibrated`.
  @Test func everyEstimatorIsThere() {
    func names(_ part: String) -> Set<String> {
      var names: Set<String> = []
      for form in schema["$defs"]?[part]?["oneOf"]?.array ?? [] {
        let name = form["properties"]?["estimator"]
        if let one = name?["const"]?.string { names.insert(one) }
        names.formUnion((name?["enum"]?.array ?? []).compactMap(\.string))
      }
      return names
    }
    let known = Set(QualityEstimators.all.map(\.name)).subtracting(["knn"])
    #expect(names("quality") == known.union(["calibrated"]))
    #expect(names("cost") == Set(CostEstimators.all.map(\.name)).subtracting(["knn"]))
  }

  @Test func sharedPartsAreDefined() {
    let text = schema.layout
    for part in text.split(separator: "#/$defs/").dropFirst() {
      let name = String(part.prefix { $0.isLetter })
      #expect(schema["$defs"]?[name] != nil, "\(name)")
    }
    #expect(schema["required"]?.array?.count == 10 && schema["properties"]?.object?.count == 16)
  }
}
