import CommandLanguage
import Display
import Input
import JupyterKernel
import Mathematics
import Synchronization

/// Sends the outputs of a session to a cell.
final class CellFrontEnd: FrontEnd {
  let surface = Surface.standard
  private let cell: any CellOutlet
  private let display: CellDisplay
  private let progress: CellProgress
  private let shownPages = Mutex<[String]>([])

  init(_ cell: any CellOutlet, _ display: CellDisplay, _ progress: CellProgress) {
    self.cell = cell
    self.display = display
    self.progress = progress
  }

  var cancellation: CancellationFlag { cell.cancellation }
  /// The pages to show beside the notebook.
  var pages: [String] { shownPages.withLock(\.self) }

  func emit(_ output: Output) {
    switch output {
    case .bundle(let bundle) where bundle.isPage: shownPages.withLock { $0.append(bundle.text) }
    case .bundle(let bundle): display.show(bundle)
    case .echo(let text): display.show(Bundle(text: text))
    case .progress(let share):
      display.release()
      progress.show(share)
    case .timing(let seconds):
      display.endCommand()
      cell.stream("stderr", "time: \(Format.fixed(seconds, 3)) s\n")
    case .clear: display.clear()
    }
  }

  func ask(_ question: String) -> String? {
    display.release()
    return cell.ask(question)
  }
}
