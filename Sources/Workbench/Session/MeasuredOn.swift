import Display
import Traces

extension Dataset {
  /// The queries on which results are measured, as in "1,188 test queries" or "500 queries, out of fold".
  package var measured: String {
    let queries = Format.count(test.count, "query", "queries")
    if folds != nil { return queries + ", out of fold" }
    return test.count == count ? queries : Format.count(test.count, "test query", "test queries")
  }
}

extension Dataset {
  /// Where prices are chosen, as in "the tune part".
  package var tunedOn: String { folds != nil ? "the other folds" : "the \(tune.isEmpty ? "train" : "tune") part" }
}

extension Dataset {
  /// Where strategies are compared with mixing single models, as in "on the train and tune parts".
  package var comparedOn: String { folds != nil ? "out of fold" : "on the train and tune parts" }
}

extension Folds {
  /// As in "5 folds", or "5 folds, dealt 3 times".
  package var text: String { "\(count) folds" + (repeatCount > 1 ? ", dealt \(repeatCount) times" : "") }
}
