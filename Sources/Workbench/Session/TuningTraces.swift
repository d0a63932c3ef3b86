import CommandLanguage
import Display
import Input
import Routing
import Traces

extension SessionContext {
  /// The option for how many rows prices are chosen on.
  package static var tuneRows: Option {
    Option("tune-rows", .text, "N|all", "choose prices on at most N train and N tune queries (5,000)")
  }

  /// How many train and how many tune rows prices are chosen on at most, by `--tune-rows` or the default; `nil` where there
  /// are no more.
  package func tuneLimit(of data: Dataset) throws(LocatedError) -> Int? {
    var limit = FittedTraces.tuneRowLimit
    if let word = invocation.word(Self.tuneRows.name) {
      if word.text == "all" { return nil }
      guard let value = Number.parse(word.text), let count = Int(exactly: value), count >= 20 else {
        throw LocatedError(
          .invalidValue("--tune-rows", found: word.text, allowed: "a whole number of at least 20, or all"), at: word)
      }
      limit = count
    }
    return data.exceeds(limit) ? limit : nil
  }

  /// The traces on which the prices of strategies for `fitted` are chosen: these, or a sample of their train and tune rows.
  func tuningTraces(of fitted: FittedTraces) throws -> FittedTraces {
    guard let limit = try tuneLimit(of: fitted.data) else { return fitted }
    return fitted.sampled(atMost: limit, seed: try workspace().samplingSeed)
  }

  /// Notes that prices are chosen on a sample, where they are.
  package mutating func noteTuneRows(of data: Dataset) throws {
    guard let limit = try tuneLimit(of: data) else { return }
    report.note("prices are chosen on \(data.share(atMost: limit)); --tune-rows all takes all")
  }
}

extension Workspace {
  /// The seed of samples of its rows: that of its split.
  package var samplingSeed: UInt64 { splitInUse.seed }
}

extension Dataset {
  /// Whether a part on which prices are chosen has more rows than `limit`.
  package func exceeds(_ limit: Int) -> Bool { max(train.count, tune.count) > limit }

  /// What a sample of at most `limit` rows of each part keeps, as in "10,000 of 199,870 tune and 12,000 train queries".
  package func share(atMost limit: Int) -> String {
    if folds != nil { return "at most \(Format.count(limit)) queries for each fold" }
    func part(_ count: Int, _ name: String) -> String {
      let whole = "\(Format.count(count)) \(name)"
      return count > limit ? "\(Format.count(limit)) of \(whole)" : whole
    }
    let ofTrain = part(train.count, "train") + " queries"
    return tune.isEmpty ? ofTrain : part(tune.count, "tune") + " and " + ofTrain
  }
}
