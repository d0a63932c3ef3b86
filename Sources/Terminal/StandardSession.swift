import CommandLanguage
import Glibc

/// A session on standard input and output, for programs that have nothing else to say about it.
public enum StandardSession {
  /// Asks for statements where standard input is a terminal; else executes those that arrive there, up to the first error.
  ///
  /// - Returns: the exit code: that of the error, or 0.
  public static func run(_ language: any InteractiveLanguage) -> Int32 {
    StandardStreams.occupyClosedDescriptors()
    Screen.useLocale()
    Signals.install()
    var options = TerminalFrontEnd.Options()
    options.isPrompt = isatty(STDIN_FILENO) == 1
    let frontEnd = TerminalFrontEnd(options)
    if !options.isPrompt { return Script(language, frontEnd).runStandardInput() }
    Prompt(language, frontEnd).run()
    return 0
  }
}
