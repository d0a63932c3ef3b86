import CommandLanguage

/// The language of croute's commands.
package enum Croute {}

/// What croute's commands use and `undo` leaves alone.
package final class Services {
  /// What was computed.
  let memos = ComputationCache()
  private var kept: [ObjectIdentifier: Any] = [:]

  /// Forgets all that was computed.
  func forget() {
    memos.removeAll()
    kept = [:]
  }

  /// The one value of its type, made when it is first asked for.
  func one<Value>(_ make: () throws -> Value) rethrows -> Value {
    if let value = kept[ObjectIdentifier(Value.self)] as? Value { return value }
    let value = try make()
    kept[ObjectIdentifier(Value.self)] = value
    return value
  }
}

/// Executes croute's commands.
package typealias Interpreter = CommandInterpreter<Croute>

extension CommandInterpreter where L == Croute {
  /// An interpreter with an empty session.
  package convenience init(settings: Settings) { self.init(session: Session(settings: settings)) }
}
