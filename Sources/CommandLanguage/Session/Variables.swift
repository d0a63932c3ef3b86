import Display
import Input

/// How much variables may hold, and the commands that they are put into.
///
/// A value is what somebody could have typed: the names of all models of a pool, a list of budgets. Without a limit a
/// value that is made of itself, `let a $a$a`, doubles until memory ends.
package enum Variables {
  /// The longest value in bytes: 256 names of 256 bytes.
  static let valueLimit = 65_536
  /// The most that all values hold together, and that a command takes up with the values in their places, in bytes.
  static let totalLimit = 1_048_576

  /// Checks the values of a session.
  ///
  /// - Throws: `CommandError.refused`.
  package static func check(_ variables: [String: String]) throws(CommandError) {
    var total = 0
    for (name, value) in variables {
      let count = value.utf8.count
      if count > valueLimit {
        throw .refused(
          "the value of \(name) has \(count.grouped) bytes; a variable holds at most \(valueLimit.grouped)")
      }
      total += name.utf8.count + count
    }
    if total > totalLimit {
      throw .refused("the variables hold \(total.grouped) bytes together; at most \(totalLimit.grouped) are kept")
    }
  }
}
