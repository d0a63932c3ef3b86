import Input

extension Shell {
  /// Executes a cell and says how it ended.
  func execute(_ request: Message) {
    guard let execution = Execution(request.content) else {
      return Log.write("an execute_request without code")
    }
    if execution.isStored { count += 1 }
    let cell = RunningCell(request, execution, number: count, publisher, input)
    cell.begin()
    let outcome = lifecycle.run(cell) { language.execute(execution.code, in: cell) }
    if execution.isStored {
      history.append(KernelHistory.Entry(line: count, input: execution.code, output: cell.resultText))
    }
    var reply: [JSONValue.Member] = [.init("execution_count", .integer(count))]
    switch outcome {
    case .success(let payloads):
      let values = execution.expressions.map { JSONValue.Member($0.key, value(of: $0.value)) }
      reply += [
        .init("status", "ok"), .init("payload", .array(payloads)), .init("user_expressions", .object(values)),
      ]
    case .failure(let failure):
      if execution.stopsOnError { holdWaiting() }
      cell.fail(failure)
      reply += [.init("status", "error")] + failure.members
      reply += [.init("payload", []), .init("user_expressions", [:])]
    }
    channel.reply(to: request, .object(reply))
  }

  private func value(of expression: JSONValue) -> JSONValue {
    guard let text = expression.string else {
      let failure = CellFailure(name: "UsageError", value: "the expression is not text", traceback: [])
      return .object([.init("status", "error")] + failure.members)
    }
    switch language.evaluate(text) {
    case .success(let data): return ["status": "ok", "data": data, "metadata": [:]]
    case .failure(let failure): return .object([.init("status", "error")] + failure.members)
    }
  }
}
