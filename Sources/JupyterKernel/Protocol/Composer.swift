import Foundation
import Input
import Synchronization

/// Writes the kernel's own messages: gives each an id and a date, and signs it.
package final class Composer: Sendable {
  /// The protocol that the kernel speaks.
  package static let protocolVersion = "5.4"

  private let session = UUID().uuidString.lowercased()
  private let signer: Signer
  private let count = Atomic<Int>(0)

  package init(signer: Signer) { self.signer = signer }

  /// The frames of a message.
  ///
  /// - Parameters:
  ///   - identities: whom it goes to, or a topic.
  ///   - parent: the header of the request that it belongs to, byte for byte.
  package func frames(
    _ type: String, content: JSONValue, to identities: [[UInt8]], parent: [UInt8]?
  ) -> [[UInt8]] {
    let parts = [
      Array(header(of: type).text.utf8), parent ?? Array("{}".utf8), Array("{}".utf8), Array(content.text.utf8),
    ]
    return identities + [Message.delimiter, signer.signature(of: parts)] + parts
  }

  private func header(of type: String) -> JSONValue {
    let number = count.add(1, ordering: .relaxed).newValue
    return [
      "msg_id": .string("\(session)_\(number)"), "msg_type": .string(type), "session": .string(session),
      "username": "kernel", "date": .string(Self.date()), "version": .string(Self.protocolVersion),
    ]
  }

  /// The time as ISO 8601 with microseconds: `2026-01-31T12:00:00.000000Z`.
  package static func date(_ time: timespec = now()) -> String {
    var seconds = time.tv_sec
    var parts = tm()
    gmtime_r(&seconds, &parts)
    func digits(_ value: Int, _ width: Int) -> String {
      let text = String(value)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    let day = [Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)].map { digits($0, 2) }
    let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { digits(Int($0), 2) }
    return day.joined(separator: "-") + "T" + clock.joined(separator: ":") + "." + digits(time.tv_nsec / 1000, 6) + "Z"
  }

  package static func now() -> timespec {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return time
  }
}
