import Input
import Mathematics

/// Receives a session's outputs: the terminal, a Jupyter client, a session file, a test.
///
/// A front end never computes, and the session never prints.
public protocol FrontEnd: AnyObject, Sendable {
  /// Shows an output; called in order, on the thread that executes.
  func emit(_ output: Output)
  /// Shows the outputs of a command, or of a part of it, in order.
  func emit(all outputs: [Output])
  /// Asks the person a question and returns the line typed; `nil` if nobody can answer.
  func ask(_ question: String) -> String?
  /// Set (from a signal handler or another thread) to end the running command.
  var cancellation: CancellationFlag { get }
  /// What can be displayed, and how wide; read once per command.
  var surface: Surface { get }
}

extension FrontEnd {
  /// Shows the outputs one by one.
  public func emit(all outputs: [Output]) { for output in outputs { emit(output) } }

  /// Shows a report.
  ///
  /// - Parameters:
  ///   - report: the report.
  ///   - command: the command that made it, as named in JSON.
  ///   - settings: how it is shown.
  public func show(_ report: Report, of command: String, settings: DisplaySettings = DisplaySettings()) {
    emit(all: report.outputs(of: command, settings: settings, surface: surface))
  }
}

/// What a front end can show.
public struct Surface: Sendable, Hashable {
  /// Columns of text.
  public var width: Int
  /// Whether characters beyond ASCII can be shown.
  public var unicode: Bool
  /// Whether ANSI colours are welcome.
  public var color: Bool
  /// Whether it is a terminal, which characters of data might control.
  public var isTerminal: Bool

  /// 80 columns of Unicode without colour, as for session files.
  public static let standard = Surface(width: 80, unicode: true, color: false)

  /// A surface of its properties.
  public init(width: Int, unicode: Bool, color: Bool, isTerminal: Bool = false) {
    self.isTerminal = isTerminal
    self.width = width
    self.unicode = unicode
    self.color = color
  }
}

/// An output.
public enum Output: Sendable {
  /// A result in several representations.
  case bundle(Bundle)
  /// Progress of the running command, from 0 to 1; never part of a result.
  case progress(Double)
  /// How many seconds a command took; never part of a result.
  case timing(Double)
  /// The command about to be executed, as it looks at the prompt, where its echo is asked for.
  case echo(String)
  /// Clears what was shown so far.
  case clear
}

/// One result in several representations; text is always present.
public struct Bundle: Sendable {
  /// `text/plain`: whole lines, each ended by a newline.
  public var text: String
  /// `text/html`, where there is one.
  public var html: String?
  /// `image/svg+xml`, where there is one.
  public var svg: String?
  /// Whether this is a figure rather than a result.
  public var isFigure: Bool
  /// Whether this is a figure that is in a file, too.
  public var isWritten = false
  /// Whether this is a help page rather than a result; a client may show it separately.
  public var isPage = false
  /// Whether this is a part of a long result, which is not paged.
  public var isPart = false

  /// A bundle of its representations.
  public init(text: String, html: String? = nil, svg: String? = nil, isFigure: Bool = false) {
    self.text = text
    self.html = html
    self.svg = svg
    self.isFigure = isFigure
  }

  /// A page to look something up in.
  ///
  /// - Parameter text: its lines, without the end of the last.
  public static func page(_ text: String) -> Bundle {
    var bundle = Bundle(text: text + "\n")
    bundle.isPage = true
    return bundle
  }
}
