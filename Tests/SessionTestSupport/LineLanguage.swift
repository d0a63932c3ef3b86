import CommandLanguage
import Display
import Mathematics

/// A language that does what its lines say, for tests of what executes, replays and shows.
package final class LineLanguage: InteractiveLanguage {
  package let name = "lines"
  package var isFinished = false

  package init() {}

  package func statements(of source: Source) -> [Statement] { Statement.lines(of: source) }

  package func execute(_ statement: Statement, of source: Source, io: any FrontEnd) throws(Diagnostic) {
    let words = statement.source.split(separator: " ", maxSplits: 1).map(String.init)
    let rest = words.count > 1 ? words[1] : ""
    switch words[0] {
    case "say": io.emit(.bundle(Bundle(text: rest + "\n")))
    case "table": io.emit(.bundle(Bundle(text: rest + "\n", html: "<table>\(rest)</table>")))
    case "figure": io.emit(.bundle(Bundle(text: rest + "\n", svg: "<svg/>", isFigure: true)))
    case "page": io.emit(.bundle(.page(rest)))
    case "echo": io.emit(.echo("lines> " + rest + "\n"))
    case "time": io.emit(.timing(2))
    case "share": io.emit(.progress(0.5))
    case "clear": io.emit(.clear)
    case "ask": io.emit(.bundle(Bundle(text: (io.ask(rest) ?? "nobody answers") + "\n")))
    case "quit": isFinished = true
    case "interrupt": throw Diagnostic(Cancelled(), in: source)
    case "fail": throw Diagnostic(LocatedError(.notYet("nothing works", advice: "say a")), in: source)
    default:
      throw Diagnostic(
        LocatedError(
          .unknown("command", words[0], known: ["say"], isUsage: true), at: statement.location, length: words[0].count),
        in: source)
    }
  }

  package func completeness(of text: String, isTyped: Bool) -> Completeness {
    text.hasSuffix("\\") ? .incomplete : text.hasSuffix("'") ? .invalid : .complete
  }

  package var completer: Completer { { Completion(of: $0, at: $1, among: ["say", "share"]) } }

  package func inspection(of text: String, at cursor: String.Index) -> String? {
    text.word(at: cursor) == "say" ? "say TEXT" : nil
  }
}
