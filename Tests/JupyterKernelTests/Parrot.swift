import Glibc
import Input
import JupyterKernel

/// A language that does what its code says, so that every request of the protocol can be tried.
final class Parrot: KernelLanguage {
  static let information = KernelInformation(
    name: "parrot", displayName: "Parrot", version: "1.5", highlighting: "shell", banner: "hello")

  func execute(_ code: String, in cell: any CellOutlet) -> CellOutcome {
    let words = code.split(separator: " ", maxSplits: 1).map(String.init)
    let rest = words.count > 1 ? words[1] : ""
    switch words.first {
    case "say": cell.stream("stdout", rest)
    case "show": cell.display(["text/plain": .string(rest)])
    case "result": cell.result(["text/plain": .string(rest)])
    case "clear": cell.clear()
    case "ask": cell.stream("stdout", cell.ask(rest) ?? "nobody answers")
    case "page": return .success(payloads: [CellPayload.page(rest)])
    case "quit": return .success(payloads: [CellPayload.exit])
    case "wait":
      cell.stream("stdout", "waiting")
      while !cell.cancellation.isCancelled { usleep(1000) }
      return .failure(CellFailure(name: "Interrupted", value: "interrupted", traceback: ["interrupted"]))
    default: return .failure(CellFailure(name: "UsageError", value: "no word", traceback: ["no", "word"]))
    }
    return .success(payloads: [])
  }

  func evaluate(_ expression: String) -> Result<JSONValue, CellFailure> {
    expression == "x"
      ? .success(["text/plain": "7"]) : .failure(CellFailure(name: "UsageError", value: "no word", traceback: []))
  }

  func completion(of code: String, at cursor: String.Index) -> CodeCompletion {
    let start = code[..<cursor].lastIndex(of: " ").map { code.index(after: $0) } ?? code.startIndex
    return CodeCompletion(
      range: start..<cursor, matches: ["say", "show"].filter { $0.hasPrefix(code[start..<cursor]) })
  }

  func inspection(of code: String, at cursor: String.Index) -> JSONValue? {
    code.hasPrefix("say") ? ["text/plain": "it speaks"] : nil
  }

  func completeness(of code: String) -> CodeCompleteness {
    code.hasSuffix("\\") ? .incomplete : code.hasSuffix("(") ? .invalid : .complete
  }
}
