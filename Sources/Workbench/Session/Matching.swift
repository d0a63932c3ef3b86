import CommandLanguage
import Foundation
import Mathematics

extension NSRegularExpression {
  /// Whether the expression matches a part of `text`; an expression that needs ever more steps ends when the task does.
  ///
  /// - Throws: `Cancelled`; `CommandError.invalidValue` where nothing was found and the expression needs more memory or
  ///   steps than it may take.
  func matches(_ text: String, task: TaskContext) throws -> Bool {
    let trial = try Trial(of: self, on: text, options: [], task: task)
    if trial.isMatch { return true }
    if trial.hasFailed {
      throw CommandError.invalidValue("the expression", found: pattern, allowed: "one that needs less memory")
    }
    if try trial.isGivenUp(elseAtStart: { try Trial(of: self, on: text, options: .anchored, task: task) }) {
      throw CommandError.invalidValue("the expression", found: pattern, allowed: "one that needs fewer steps")
    }
    return false
  }
}

/// One search for an expression in a text.
private struct Trial {
  /// How often the library reports progress at one place of the text before it gives up there, without a word: some 4,200
  /// times.
  private static let reportLimit = 4000

  private(set) var isMatch = false
  private(set) var hasFailed = false
  /// How often the library has reported progress: once for each place at which it began, and in between.
  private var reportCount = 0
  private let length: Int

  init(
    of expression: NSRegularExpression, on text: String, options: NSRegularExpression.MatchingOptions, task: TaskContext
  )
    throws
  {
    length = text.utf16.count
    var (isMatch, hasFailed, reportCount) = (false, false, 0)
    expression.enumerateMatches(
      in: text, options: options.union([.reportProgress, .reportCompletion]),
      range: NSRange(location: 0, length: length)
    ) { match, flags, stop in
      if match != nil { isMatch = true }
      if flags.contains(.internalError) { hasFailed = true }
      if flags.contains(.progress) { reportCount += 1 }
      if match != nil || task.isCancelled { stop.pointee = true }
    }
    try task.check()
    (self.isMatch, self.hasFailed, self.reportCount) = (isMatch, hasFailed, reportCount)
  }

  /// Whether the library has given up at some place: there are many more reports than places, or as many at the start
  /// alone, or so many where it began at few places.
  func isGivenUp(elseAtStart start: () throws -> Trial) rethrows -> Bool {
    if reportCount < Self.reportLimit { return false }
    return reportCount - length >= Self.reportLimit || length - reportCount > 1000
      ? true : try start().reportCount >= Self.reportLimit
  }
}
