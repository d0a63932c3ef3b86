/// The trace formats.
public enum TraceFormats {
  /// All formats, in the order in which they are tried.
  public static let all: [TraceFormat] = [.routerBench, .nested, .paper, .tidy]

  /// The format of that name.
  public static func named(_ name: String) -> TraceFormat? { all.first { $0.name == name } }
}
