import Input

/// The requests that need nothing of the session, answered on shell and control alike.
package struct CommonRequests: Sendable {
  private let information: JSONValue

  package init(_ language: KernelInformation) {
    information = [
      "status": "ok", "protocol_version": .string(Composer.protocolVersion), "implementation": .string(language.name),
      "implementation_version": .string(language.version),
      "language_info": [
        "name": .string(language.name), "version": .string(language.version), "mimetype": .string(language.mediaType),
        "file_extension": .string(language.fileExtension), "pygments_lexer": .string(language.highlighting),
        "codemirror_mode": .string(language.highlighting),
      ],
      "banner": .string(language.banner), "help_links": [], "debugger": false,
    ]
  }

  /// The content of the reply; `nil` for a request of another kind.
  package func reply(to request: Message) -> JSONValue? {
    switch request.type {
    case "kernel_info_request": information
    case "comm_info_request": ["status": "ok", "comms": [:]]
    default: nil
    }
  }
}
