import Input
import TestSupport
import Testing
import Traces

/// A file that is large enough is read in parts; the same file compressed, to less than 2 MB, is read row by row. Nothing may tell one
/// from the other.
struct BothReadings {
  let folder = ScratchFolder()

  func load(_ text: String, _ name: String, _ options: LoadOptions) throws(InputError) -> TraceSet {
    #expect(text.utf8.count > 4 << 20)
    let path = name.hasSuffix(".gz") ? folder.writeCompressed(text, to: name) : folder.write(text, to: name)
    return try TraceLoader.load(paths: [path], options: options)
  }

  /// All that a trace set says, but where it came from.
  private func content(_ traces: TraceSet) -> [String] {
    func texts(_ column: Column) -> [String] {
      let count = traces.queryColumns.contains { $0.name == column.name } ? traces.queryCount : traces.quality.count
      return (0..<count).map { column.text(at: $0) ?? "-" }
    }
    let counts = [
      traces.renamedCount, traces.clippedCount, traces.skippedCount, traces.respelledQueryCount,
      traces.otherPromptCount,
      traces.repeatCount, traces.blankCount, traces.queryColumns.count,
    ]
    return counts.map { "\($0)" } + Array(traces.queryIDs) + traces.models + traces.respelledModels + traces.guesses
      + (traces.quality + traces.cost).map { "\($0)" }
      + stride(from: 0, to: traces.queryCount, by: 997).map { traces.prompts?[$0] ?? "-" }
      + stride(from: 0, to: traces.quality.count, by: 997).map { traces.answers?[$0] ?? "-" }
      + (traces.queryColumns + traces.outcomeColumns).flatMap { column in
        [column.name] + (column.name == "text" ? [] : texts(column))
      }
  }

  /// What a text reads as, or the error without the path: in parts and row by row.
  func outcomes(
    _ text: String, _ name: String = "a.csv", _ options: LoadOptions = LoadOptions()
  ) -> [[String]] {
    [name, name + ".gz"].map { name in
      do throws(InputError) { return try content(load(text, name, options)) } catch {
        return ["\(error)".replacing(folder.path, with: "").replacing(".gz", with: "")]
      }
    }
  }
}
