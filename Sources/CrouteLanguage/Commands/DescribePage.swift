import CommandLanguage
import Traces
import Workbench

/// A page of `describe` on one aspect of the traces.
struct DescribePage: Sendable {
  /// Its option.
  let option: Option
  /// Shows it, keeps its numbers as the result, and adds them to the JSON output.
  let show: @Sendable (inout CommandContext, OutcomeSelection) throws -> Void

  /// All pages, in the order of help.
  static let all: [DescribePage] = [.distributions, .agreement, .complementarity, .groups]
}
