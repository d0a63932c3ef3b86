import Input
import Mathematics

/// Amounts of money as spreadsheets write them.
enum Dollars {
  /// The number of an amount with a sign for dollars before it.
  static func value(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    bytes.first == UInt8(ascii: "$") ? NumberParser.parse(UnsafeBufferPointer(rebasing: bytes.dropFirst())) : nil
  }
}

/// What models charge for their tokens, in USD per million.
public struct PriceList: Sendable, Equatable {
  /// What one model charges, in USD per million tokens.
  public struct Prices: Sendable, Equatable {
    /// For tokens that it reads.
    public var input: Double
    /// For tokens that it writes; NaN where the list does not say.
    public var output: Double
    /// For tokens that it reads from a cache; as for others where there is no such price.
    public var cacheRead: Double?
    /// For tokens that it writes into a cache; as for others that it reads where there is no such price.
    public var cacheWrite: Double?
    /// For tokens of reasoning, a part of those that it writes; as for those where there is no such price.
    public var reasoning: Double?

    /// Prices in USD per million tokens.
    public init(
      input: Double, output: Double, cacheRead: Double? = nil, cacheWrite: Double? = nil, reasoning: Double? = nil
    ) {
      self.input = input
      self.output = output
      self.cacheRead = cacheRead
      self.cacheWrite = cacheWrite
      self.reasoning = reasoning
    }
  }

  /// The names of the models, in the order of the list.
  public private(set) var models: [String] = []
  private var prices: [String: Prices] = [:]

  /// A list of the given prices; of several of one model the last counts.
  public init(_ entries: some Sequence<(model: String, prices: Prices)>) {
    for (model, prices) in entries where self.prices.updateValue(prices, forKey: model) == nil { models.append(model) }
  }

  /// The prices of a model.
  public subscript(model: String) -> Prices? { prices[model] }

  /// The model of the list that `model` is: the one of that name, otherwise the longest name that `model` ends with behind
  /// a `/`, `:`, `.` or `@`, otherwise the shortest that ends with `model` so.
  public func match(for model: String) -> String? {
    if prices[model] != nil { return model }
    if let part = models.filter({ Self.isPart($0, of: model) }).max(by: { $0.utf8.count < $1.utf8.count }) {
      return part
    }
    return models.filter { Self.isPart(model, of: $0) }.min { $0.utf8.count < $1.utf8.count }
  }

  private static func isPart(_ part: String, of name: String) -> Bool {
    let (part, name) = (part.lowercased(), name.lowercased())
    guard part.utf8.count < name.utf8.count, !part.isEmpty, name.hasSuffix(part) else { return false }
    return "/:.@".contains(name.dropLast(part.count).last ?? " ")
  }
}

extension PriceList {
  /// The prices in a file: CSV or JSON Lines with the columns `model`, `input`, `output` and, where there are any,
  /// `cached_read`, `cached_write` and `reasoning`, in USD per million tokens, in whatever case, `$2.50` as well; or a JSON object in LiteLLM's layout,
  /// `{MODEL: {"input_cost_per_token": …, "output_cost_per_token": …}}`, in USD per token.
  ///
  /// - Throws: `InputError`.
  public init(path: String, task: TaskContext = .unobserved) throws(InputError) {
    let window = try ByteWindow(ByteSource(path: path, task: task))
    if window.firstByte == UInt8(ascii: "{") {
      let scanner = JSONScanner(window)
      let first = try scanner.wholeValue()
      if let members = first.object, !members.isEmpty, members.allSatisfy({ $0.value.object != nil }) {
        try scanner.end(expected: "nothing after the object")
        try self.init(perToken: members, path: path)
        if models.isEmpty {
          let found = (members[0].value.object ?? []).prefix(12).map(\.key).joined(separator: ", ")
          throw .incompatible(path: path, reason: "no model has input_cost_per_token; the first has \(found)")
        }
        return
      }
    }
    try self.init(rows: TableReader(path: path, task: task), path: path)
  }

  private init(perToken members: [JSONValue.Member], path: String) throws(InputError) {
    var entries: [(model: String, prices: Prices)] = []
    for member in members {
      func price(_ name: String) throws(InputError) -> Double? {
        guard let price = member.value[name]?.double.map({ $0 * 1e6 }) else { return nil }
        if let admitted = NumberRange.cost.admitted(price, clip: false) { return admitted }
        throw .incompatible(
          path: path, reason: "\(name) of \(member.key) is \(price / 1e6), expected \(NumberRange.cost.words)")
      }
      guard let input = try price("input_cost_per_token") else { continue }
      let prices = Prices(
        input: input, output: try price("output_cost_per_token") ?? .nan,
        cacheRead: try price("cache_read_input_token_cost"),
        cacheWrite: try price("cache_creation_input_token_cost"),
        reasoning: try price("output_cost_per_reasoning_token"))
      entries.append((member.key, prices))
    }
    self.init(entries)
  }

  private init(rows: TableReader, path: String) throws(InputError) {
    func column(_ names: String...) -> Int? {
      names.lazy.compactMap { name in rows.columns.firstIndex { $0.lowercased() == name } }.first
    }
    func number(_ column: Int?) throws(InputError) -> Double? {
      guard let column else { return nil }
      let number = try rows.number(column, in: .cost, words: Dollars.value)
      return number.isNaN ? nil : number
    }
    var entries: [(model: String, prices: Prices)] = []
    var names: Set<String> = []
    while try rows.next() {
      guard let model = column("model"), let input = column("input"), let output = column("output") else {
        let missing = ["model", "input", "output"].first { column($0) == nil } ?? "model"
        throw .incompatible(
          path: path, reason: "it has no column '\(missing)'; it has \(rows.columns.prefix(12).joined(separator: ", "))"
        )
      }
      _ = try rows.required(model)
      guard let inputPrice = try number(input), let outputPrice = try number(output) else {
        _ = try rows.required(input)
        _ = try rows.required(output)
        continue
      }
      let name = rows.text(model) ?? ""
      if !names.insert(name).inserted {
        throw .incompatible(path: path, reason: "line \(rows.line(of: model)) is a second price of \(name)")
      }
      entries.append(
        (
          name,
          Prices(
            input: inputPrice, output: outputPrice, cacheRead: try number(column("cached_read", "cache_read")),
            cacheWrite: try number(column("cached_write", "cache_write")), reasoning: try number(column("reasoning")))
        ))
    }
    if entries.isEmpty { throw .incompatible(path: path, reason: "it holds no prices") }
    self.init(entries)
  }
}
