import Input
import Mathematics
import Synchronization

/// A cell that is being executed for a client: publishes what it shows as part of the request.
final class RunningCell: CellOutlet {
  let cancellation = CancellationFlag(isForOnce: true)
  private let request: Message
  private let execution: Execution
  private let number: Int
  private let publisher: Publisher
  private let input: StandardInput
  private let shownResult = Mutex<String?>(nil)

  init(_ request: Message, _ execution: Execution, number: Int, _ publisher: Publisher, _ input: StandardInput) {
    self.request = request
    self.execution = execution
    self.number = number
    self.publisher = publisher
    self.input = input
  }

  /// The text of the result, for the history.
  var resultText: String? { shownResult.withLock(\.self) }

  func stream(_ name: String, _ text: String) {
    if !text.isEmpty { publish("stream", ["name": .string(name), "text": .string(text)]) }
  }

  func display(_ data: JSONValue) { publish("display_data", ["data": data, "metadata": [:], "transient": [:]]) }

  func result(_ data: JSONValue) {
    shownResult.withLock { $0 = data["text/plain"]?.string }
    publish("execute_result", ["execution_count": .integer(number), "data": data, "metadata": [:]])
  }

  func clear() { publish("clear_output", ["wait": false]) }

  func ask(_ question: String) -> String? {
    execution.mayAsk ? input.ask(question, of: request, until: cancellation) : nil
  }

  /// Publishes an error.
  func fail(_ failure: CellFailure) { publish("error", .object(failure.members)) }

  /// Publishes the code that is about to be executed.
  func begin() { publish("execute_input", ["code": .string(execution.code), "execution_count": .integer(number)]) }

  private func publish(_ type: String, _ content: JSONValue) {
    if !execution.isSilent { publisher.publish(type, content, parent: request.header) }
  }
}
