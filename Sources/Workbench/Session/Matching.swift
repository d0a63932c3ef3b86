import CommandLanguage
import Foundation
import Mathematics

extension NSRegularExpression {
  /// Whether the expression matches a part of `text`; an expression that needs ever more steps ends when the task does.
  ///
  /// - Throws: `Cancelled`; `CommandError.invalidValue` where the expression needs more memory than it may take.
  func matches(_ text: String, task: TaskContext) throws -> Bool {
    var isMatch = false
    var hasFailed = false
    let range = NSRange(location: 0, length: text.utf16.count)
    enumerateMatches(in: text, options: [.reportProgress, .reportCompletion], range: range) { match, flags, stop in
      if match != nil { isMatch = true }
      if flags.contains(.internalError) { hasFailed = true }
      if match != nil || task.isCancelled { stop.pointee = true }
    }
    try task.check()
    if hasFailed && !isMatch {
      throw CommandError.invalidValue("the expression", found: pattern, allowed: "one that needs less memory")
    }
    return isMatch
  }
}
