import CommandLanguage
import Traces

/// A page of `describe` that looks closer at one side of the traces: what asks for it, and what it shows.
struct DescribePage: Sendable {
  /// The option that asks for it.
  let option: Option
  /// Shows it, keeps its numbers as the result, and hands them to machines.
  let show: @Sendable (inout CommandContext, OutcomeSelection) throws -> Void

  /// The pages there are, in the order of help.
  static let all: [DescribePage] = [.distributions, .agreement, .complementarity, .groups]
}
