import Foundation

/// The user's own folder.
package enum UserHome {
  /// `$HOME`, else what the system knows of the user.
  package static var path: String {
    if let home = getenv("HOME").map({ String(cString: $0) }), home.hasPrefix("/") { return home }
    return NSHomeDirectory()
  }

  /// The path with the folder in the place of a `~/` at its beginning.
  package static func expanded(_ path: String) -> String {
    path.hasPrefix("~/") ? Self.path + path.dropFirst() : path
  }
}
