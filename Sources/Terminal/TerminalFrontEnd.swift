import CommandLanguage
import Display
import Glibc
import Input
import Mathematics

/// Shows a session's outputs on standard output and standard error.
public final class TerminalFrontEnd: FrontEnd {
  /// Options of the front end.
  public struct Options: Sendable {
    /// Whether a person is at the prompt, so that long output is paged.
    public var isPrompt = false
    /// Whether colours may be used.
    public var mayColor = true
    /// Whether to keep to ASCII.
    public var isASCII = false

    /// No prompt, colours, characters beyond ASCII.
    public init() {}
  }

  package let streams = StandardStreams()
  /// The lines of standard input.
  let input = LineReader(STDIN_FILENO)
  /// Set by Ctrl-C.
  public let cancellation = Signals.cancellation
  private let options: Options
  private let progress: ProgressBar?

  /// Prepares the process for a terminal: descriptors, the user's characters, signals.
  public static func setUpProcess() {
    StandardStreams.occupyClosedDescriptors()
    Screen.useLocale()
    Signals.install()
  }

  /// A front end; `setUpProcess` comes first.
  public init(_ options: Options = Options()) {
    self.options = options
    let isUnicode = Screen.isUnicode && !options.isASCII
    progress = Screen.isCapable(STDERR_FILENO) ? ProgressBar(on: streams, isUnicode: isUnicode) : nil
  }

  /// What the terminal can show.
  public var surface: Surface {
    Surface(
      width: max(20, Screen.size?.columns ?? Surface.standard.width), unicode: Screen.isUnicode && !options.isASCII,
      color: options.mayColor && Screen.isColorWelcome(STDOUT_FILENO), isTerminal: isatty(STDOUT_FILENO) == 1)
  }

  /// Shows an output.
  public func emit(_ output: Output) {
    if case .progress(let share) = output {
      progress?.show(share)
      return
    }
    progress?.begin()
    switch output {
    case .bundle(let bundle): bundle.isPart ? _ = streams.write(bundle.text) : show(bundle.text)
    case .echo(let text): show(text)
    case .timing(let seconds): streams.writeError("time: \(Format.fixed(seconds, 3)) s\n")
    case .clear: if Screen.isCapable(STDOUT_FILENO) { streams.write("\u{1B}[H\u{1B}[2J\u{1B}[3J") }
    case .progress: break
    }
    if streams.outputFailure != nil { cancellation.cancel() }
  }

  /// Consecutive texts form one page, so that long output is paged as a whole.
  public func emit(all outputs: [Output]) {
    var page = ""
    func flush() {
      if !page.isEmpty { emit(.bundle(Bundle(text: page))) }
      page = ""
    }
    for output in outputs {
      if case .bundle(let bundle) = output, !bundle.isPart {
        page += bundle.text
      } else {
        flush()
        emit(output)
      }
    }
    flush()
  }

  /// Asks a question at the terminal; `nil` where there is none.
  public func ask(_ question: String) -> String? {
    guard isatty(STDIN_FILENO) == 1 else { return nil }
    progress?.erase()
    let question = Visible.text(question)
    isatty(STDOUT_FILENO) == 1 ? _ = streams.write(question) : streams.writeError(question)
    guard case .line(let answer) = input.next(until: cancellation) else {
      streams.writeError("\n")
      return nil
    }
    return answer
  }

  /// Runs `body` with a progress bar for the command that it executes.
  package func watching<Value, Failure>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
    progress?.begin()
    defer { progress?.end() }
    return try body()
  }

  /// Shows an error: in words, or for machines where results are for machines.
  public func report(_ diagnostic: Diagnostic, in format: OutputFormat) {
    if format == .json { return streams.writeError(diagnostic.json.text + "\n") }
    let isAfterControlC = diagnostic.exitCode == 130 && isatty(STDERR_FILENO) == 1 && progress?.wasShown != true
    let text = diagnostic.text
    if options.mayColor, Screen.isColorWelcome(STDERR_FILENO), let mark = text.firstRange(of: "error:") {
      return streams.writeError(text.replacingCharacters(in: mark, with: "\u{1B}[1;31merror:\u{1B}[0m"))
    }
    streams.writeError((isAfterControlC ? "\n" : "") + text)
  }

  private func show(_ text: String) {
    if options.isPrompt, isatty(STDIN_FILENO) == 1, Screen.isCapable(STDOUT_FILENO), let size = Screen.size,
      Pager.isNeeded(for: text, rows: size.rows, columns: size.columns), let pager = Pager.command,
      Pager.show(text, with: pager)
    {
      return
    }
    streams.write(text)
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
