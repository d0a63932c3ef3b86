import Input

/// What a client wants of the execution of a cell, as `execute_request` says it.
package struct Execution {
  package var code: String
  /// Nothing is shown, counted or remembered.
  package var isSilent: Bool
  /// Whether the cell is counted and remembered.
  package var isStored: Bool
  /// Expressions to be evaluated afterwards, by name.
  package var expressions: [JSONValue.Member]
  /// Whether the client answers questions.
  package var mayAsk: Bool
  /// Whether an error ends the cells that wait, too.
  package var stopsOnError: Bool

  /// `nil` where there is no code.
  package init?(_ content: JSONValue) {
    guard let code = content["code"]?.string else { return nil }
    self.code = code
    isSilent = content["silent"]?.bool ?? false
    isStored = !isSilent && content["store_history"]?.bool ?? true
    expressions = content["user_expressions"]?.object ?? []
    mayAsk = content["allow_stdin"]?.bool ?? true
    stopsOnError = content["stop_on_error"]?.bool ?? true
  }
}
