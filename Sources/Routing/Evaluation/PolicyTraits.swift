/// How a policy decides, as far as explanations of its decisions have to know.
///
/// The defaults are those of a policy that weighs sets of models, in any order, by E[max].
public struct PolicyTraits: Sendable, Equatable {
  /// The quality that a candidate is weighed by.
  public enum CandidateQuality: Sendable {
    /// E[max] over its models.
    case expectedMaximum
    /// The best of its models' estimates.
    case bestEstimate
    /// The estimate of its last model.
    case lastEstimate
  }

  /// The quality that a candidate is weighed by.
  public var candidateQuality = CandidateQuality.expectedMaximum
  /// Whether candidates are single models, weighed by their reservation values against the best estimate in hand.
  public var weighsReservationValues = false
  /// Whether models run in the order of the pool.
  public var runsInPoolOrder = false
  /// Whether the new model of lowest index runs first, whatever its value.
  public var runsLowestIndexFirst = false
  /// The greatest number of models that run; `nil` for no limit.
  public var maxDepth: Int?
  /// The number of sets of each size that are extended; `nil` for all.
  public var beam: Int?
  /// The models that run one after the other, where these are chosen beforehand.
  public var chain: [Int]?
  /// The model of each tie rule, where these are chosen beforehand.
  public var modelOfRule: [TieRule: Int]?
  /// Whether it decides by estimates of its own, which answers do not revise.
  public var hasOwnEstimates = false

  /// The defaults.
  public init() {}
}

extension PolicyTraits.CandidateQuality {
  /// The one of a search with these options.
  init(_ options: SearchOptions) {
    self = options.lastQuality ? .lastEstimate : options.noExpect ? .bestEstimate : .expectedMaximum
  }
}
