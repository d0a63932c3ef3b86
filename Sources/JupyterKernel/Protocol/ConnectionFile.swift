import Foundation
import Glibc
import Input

/// Where a client wants the kernel to listen, and the key that both sign with.
package struct ConnectionFile: Sendable, Equatable {
  /// The five sockets of a kernel, in the words of the file.
  package enum Channel: String, CaseIterable, Sendable {
    case shell, control, stdin, iopub, hb
  }

  /// What is wrong with a connection file.
  package enum Fault: Error, Equatable {
    case unreadable(path: String, reason: String)
    case missing(path: String, key: String)
    case unsupported(path: String, key: String, found: String, allowed: String)

    /// The fault in words.
    package var text: String {
      switch self {
      case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
      case .missing(let path, let key): "\(path) has no usable '\(key)'"
      case .unsupported(let path, let key, let found, let allowed):
        "\(path): \(key) is '\(found)', expected \(allowed)"
      }
    }
  }

  /// `tcp` or `ipc`.
  package var transport: String
  /// An address, or for `ipc` the beginning of a path.
  package var ip: String
  package var ports: [Channel: Int]
  package var key: [UInt8]

  /// The longest such file, in bytes.
  private static let limit = 1 << 20

  /// Reads the file.
  package init(path: String) throws(Fault) {
    let json: JSONValue
    do {
      let source = try ByteSource(path: path)
      let room = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.limit, alignment: 16)
      defer { room.deallocate() }
      let count = try source.read(into: room)
      json = try JSONParser.parse(bytes: Array(room[..<count]), path: path)
    } catch InputError.unreadable(_, let reason) {
      throw .unreadable(path: path, reason: reason)
    } catch {
      throw .unreadable(path: path, reason: "it is not JSON")
    }
    try self.init(json, path: path)
  }

  /// Takes the values from the file's JSON.
  package init(_ json: JSONValue, path: String) throws(Fault) {
    func text(_ name: String, _ standard: String?) throws(Fault) -> String {
      guard let text = json[name]?.string ?? standard else { throw .missing(path: path, key: name) }
      return text
    }
    transport = try text("transport", "tcp")
    ip = try text("ip", "127.0.0.1")
    key = Array(try text("key", nil).utf8)
    guard ["tcp", "ipc"].contains(transport) else {
      throw .unsupported(path: path, key: "transport", found: transport, allowed: "tcp or ipc")
    }
    let scheme = try text("signature_scheme", "hmac-sha256")
    guard scheme == "hmac-sha256" else {
      throw .unsupported(path: path, key: "signature_scheme", found: scheme, allowed: "hmac-sha256")
    }
    ports = [:]
    for channel in Channel.allCases {
      let name = channel.rawValue + "_port"
      guard let port = json[name]?.integer, (1...65535).contains(port) else { throw .missing(path: path, key: name) }
      ports[channel] = port
    }
  }

  /// The address of a socket: `tcp://127.0.0.1:5555`, `ipc:///run/kernel-1`.
  package func address(of channel: Channel) -> String {
    let port = ports[channel] ?? 0
    return transport == "ipc" ? "ipc://\(ip)-\(port)" : "tcp://\(ip):\(port)"
  }
}

extension Error {
  /// Why the system refused: its own words where there are such.
  var reason: String {
    if let failure = self as? AtomicFile.Failure { return failure.reason }
    let code = ((self as NSError).userInfo[NSUnderlyingErrorKey] as? NSError)?.code
    return code.map { String(cString: strerror(Int32($0))) } ?? localizedDescription
  }
}
