import Input
import Mathematics

/// Estimates as CSV or JSON Lines, one row per query and model: `query_id, model, ante, post, cost_ante, cost_post` and
/// optionally `sigma`; other columns are left out.
///
/// Numbers need only be finite; a blank is a missing value, and whole rows may be missing.
public enum EstimatesFormat {
  private static let columns = ["ante", "post", "cost_ante", "cost_post", "sigma"]

  /// Reads a file of estimates.
  ///
  /// - Parameters:
  ///   - task: cancellation and progress of the computation.
  ///   - path: the file.
  /// - Throws: `InputError`: `.unreadable`, `.empty`, `.missingColumn`, `.malformed`, `.invalidNumber`, `.duplicate`,
  ///   `.cancelled`.
  public static func read(
    path: String, task: TaskContext = .unobserved
  ) throws(InputError) -> EstimateTable {
    let reader = try TableReader(path: path, task: task)
    func column(_ name: String) throws(InputError) -> Int {
      if let column = reader.column(name) { return column }
      throw .missingColumn(path: path, column: name, found: reader.columns)
    }
    var outcomes = OutcomeIndex()
    var tables = [[Double]](repeating: [], count: columns.count)
    var places: (query: Int, model: Int, numbers: [Int])?
    while try reader.next() {
      if places == nil {
        var numbers: [Int] = []
        for name in columns.dropLast() { numbers.append(try column(name)) }
        if let sigma = reader.column("sigma") { numbers.append(sigma) }
        places = (try column("query_id"), try column("model"), numbers)
      }
      guard let places else { break }
      let query = outcomes.queries.insert(try reader.required(places.query))
      let model = outcomes.models.insert(try reader.required(places.model))
      guard outcomes.append(query: query, model: model) else {
        throw .duplicate(
          path: path, line: reader.line(of: places.query), query: reader.text(places.query) ?? "",
          model: reader.text(places.model) ?? "")
      }
      for (table, column) in places.numbers.enumerated() {
        tables[table].append(try reader.number(column, in: .finite))
      }
    }
    guard let places else { throw .empty(path: path) }
    func table(_ number: Int) -> [Double] { outcomes.table(of: &tables[number], missing: .nan) }
    return EstimateTable(
      source: path, queryIDs: outcomes.queries.strings, models: Array(outcomes.models.strings), exAnte: table(0),
      postHoc: table(1), costExAnte: table(2), costPostHoc: table(3), sigma: places.numbers.count > 4 ? table(4) : nil)
  }
}
