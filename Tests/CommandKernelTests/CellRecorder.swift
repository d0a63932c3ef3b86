import Input
import JupyterKernel
import Mathematics
import Synchronization

/// Writes down what a cell shows.
final class CellRecorder: CellOutlet {
  let cancellation = CancellationFlag()
  private let log = Mutex<[String]>([])
  var shown: [String] { log.withLock(\.self) }

  private func note(_ text: String) { log.withLock { $0.append(text) } }
  func stream(_ name: String, _ text: String) { note("\(name) \(text)") }
  func display(_ data: JSONValue) { note("display " + (data["text/plain"]?.string ?? "")) }
  func result(_ data: JSONValue) { note("result " + (data["text/plain"]?.string ?? "")) }
  func clear() { note("clear") }
  func ask(_ question: String) -> String? { "answer to " + question }
}
