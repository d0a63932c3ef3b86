import Input

/// How a cell ended.
public enum CellOutcome: Sendable {
  /// Well, with payloads for the client; see `CellPayload`.
  case success(payloads: [JSONValue])
  /// In an error.
  case failure(CellFailure)
}

/// What a cell may ask of the client's window.
public enum CellPayload {
  /// Shows a text beside the notebook.
  public static func page(_ text: String) -> JSONValue {
    ["source": "page", "data": ["text/plain": .string(text)], "start": 0]
  }

  /// Ends the session; whether the kernel ends with it is up to the client.
  public static let exit: JSONValue = ["source": "ask_exit", "keepkernel": false]
}

/// An error as notebooks show it.
public struct CellFailure: Error, Equatable {
  /// Its kind.
  public var name: String
  /// One sentence.
  public var value: String
  /// The lines to show.
  public var traceback: [String]

  /// Creates an error with the given name, value and traceback.
  public init(name: String, value: String, traceback: [String]) {
    self.name = name
    self.value = value
    self.traceback = traceback
  }

  /// The error as members of a message.
  package var members: [JSONValue.Member] {
    [
      .init("ename", .string(name)), .init("evalue", .string(value)),
      .init("traceback", .array(traceback.map { .string($0) })),
    ]
  }
}
