import Input

extension Shell {
  /// Answers what can stand at the cursor.
  func complete(_ request: Message) {
    let (code, cursor) = place(in: request.content)
    let completion = language.completion(of: code, at: cursor)
    channel.reply(
      to: request,
      [
        "status": "ok", "matches": .array(completion.matches.map { .string($0) }),
        "cursor_start": .integer(CodePoints.count(before: completion.range.lowerBound, in: code)),
        "cursor_end": .integer(CodePoints.count(before: completion.range.upperBound, in: code)), "metadata": [:],
      ])
  }

  /// Answers what is known of the word at the cursor.
  func inspect(_ request: Message) {
    let (code, cursor) = place(in: request.content)
    let data = language.inspection(of: code, at: cursor)
    channel.reply(
      to: request, ["status": "ok", "found": .bool(data != nil), "data": data ?? [:], "metadata": [:]])
  }

  /// Answers whether a cell can be executed as it is.
  func checkCompleteness(_ request: Message) {
    let state = language.completeness(of: request.content["code"]?.string ?? "")
    var reply: [JSONValue.Member] = [.init("status", .string(state.rawValue))]
    if state == .incomplete { reply.append(.init("indent", "")) }
    channel.reply(to: request, .object(reply))
  }

  /// The code of a request and the place in it; the end where none is given.
  private func place(in content: JSONValue) -> (code: String, cursor: String.Index) {
    let code = content["code"]?.string ?? ""
    return (code, content["cursor_pos"]?.integer.map { CodePoints.index($0, in: code) } ?? code.endIndex)
  }
}
