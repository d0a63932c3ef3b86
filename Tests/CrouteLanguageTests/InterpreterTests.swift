import CommandLanguage
import CrouteLanguage
import Display
import Foundation
import Mathematics
import SessionTestSupport
import Synchronization
import TestSupport
import Testing

/// The interpreter of all commands: what one command leaves for the next.
@Suite struct InterpreterTests {
  @Test func failedCommandsChangeNothingAndUndoGoesBack() throws {
    let interpreter = Interpreter()
    try interpreter.output("load sim:routerbench --queries 100\npool gpt-4,mistral\nlet x 1")
    #expect(throws: Diagnostic.self) { try interpreter.output("pool gpt-4,nobody") }
    #expect(try interpreter.output("pool").contains("pool of 2 models: mistral-7b, gpt-4"))
    #expect(try interpreter.output("undo") == "undid: let x 1\n")
    #expect(throws: Diagnostic.self) { try interpreter.output("echo $x") }
    #expect(try interpreter.output("pool").contains("pool of 2 models"))
    try interpreter.output("undo")
    #expect(try interpreter.output("pool").contains("pool of 11 models"))
    try interpreter.output("undo")
    #expect(try interpreter.output("traces") == "no traces are loaded\n")
  }

  /// What has no likeness to a command, such as what other programs call theirs, is told where the commands are.
  @Test(arguments: [
    ("\\d", "help lists the commands"), ("zzz", "help lists the commands"), ("laod x.csv", "did you mean 'load'?"),
  ])
  func anUnknownCommandIsToldWhatThereIs(line: String, advice: String) {
    let error = #expect(throws: Diagnostic.self) { try Interpreter().output(line) }
    #expect(error?.suggestion == advice)
  }

  @Test func verbsAreAbbreviatedAtThePromptOnly() throws {
    let interpreter = Interpreter()
    let io = RecordingFrontEnd()
    try interpreter.execute(Source("ec hello", isInteractive: true), io: io)
    #expect(io.text == "hello\n")
    #expect(throws: Diagnostic.self) { try interpreter.output("ec hello") }
    do {
      try interpreter.execute(Source("s", isInteractive: true), io: io)
      Issue.record("no error")
    } catch {
      #expect(error.message.contains("could be any of these commands"))
    }
  }

  @Test func aCancelledCommandLeavesTheSession() throws {
    let interpreter = Interpreter()
    try interpreter.output("load sim:routerbench --queries 20000\nfit quality noisy --ante 0.6 --post 0.3")
    /// Cancels at the first sign of progress.
    final class Impatient: FrontEnd {
      let cancellation = CancellationFlag()
      let surface = Surface.standard
      func emit(_ output: Output) { if case .progress = output { cancellation.cancel() } }
      func ask(_ question: String) -> String? { nil }
    }
    do {
      try interpreter.execute(Source("sweep all --budgets 200"), io: Impatient())
      Issue.record("no error")
    } catch {
      #expect(error.exitCode == 130)
    }
    #expect(throws: Diagnostic.self) { try interpreter.output("compare") }  // no result was kept
    #expect(try interpreter.output("traces").contains("routerbench"))
  }

  @Test func sourcedCommandsAreOneStep() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("let x 1\nlet y 2\n", to: "setup.croute")
    let interpreter = Interpreter()
    try interpreter.output("source \(path)")
    #expect(try interpreter.output("echo $x $y") == "1 2\n")
  }

  @Test func aFailedSourceChangesNothing() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("let x 1\nuse nobody\n", to: "half.croute")
    let interpreter = Interpreter()
    #expect(throws: Diagnostic.self) { try interpreter.output("source \(path)") }
    #expect(throws: Diagnostic.self) { try interpreter.output("echo $x") }
  }

  @Test func formatsOfOneResult() throws {
    let interpreter = Interpreter()
    try interpreter.output("load sim:routerbench --queries 300\nfit quality noisy --ante 0.6 --post 0.3")
    try interpreter.output("set format csv")
    #expect(try interpreter.output("sweep mix --budgets 0.001,0.002").hasPrefix("strategy,auc,over_linear,"))
    try interpreter.output("set format json")
    let line = try interpreter.output("sweep mix --budgets 0.001,0.002")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    #expect(object["command"] as? String == "sweep")
    #expect(object["budgets"] as? [Double] == [0.001, 0.002])
    let strategies = try #require(object["strategies"] as? [[String: Any]])
    #expect(Set(strategies[0].keys) == ["name", "auc", "points"])
    let points = try #require(strategies[0]["points"] as? [[String: Any]])
    #expect(
      Set(points[0].keys) == ["budget", "cost", "quality", "depth", "lambdas", "gamma", "fallback", "reachable"])
  }

  /// `set progress off` keeps it from every front end.
  @Test func progressOffIsOff() throws {
    final class Counting: FrontEnd {
      let cancellation = CancellationFlag()
      let surface = Surface.standard
      let shares = Mutex(0)
      func emit(_ output: Output) { if case .progress = output { shares.withLock { $0 += 1 } } }
      func ask(_ question: String) -> String? { nil }
    }
    let interpreter = Interpreter()
    try interpreter.output("load sim:cascade --queries 2000\nfit quality noisy --ante 0.6 --post 0.3")
    for (value, isShown) in [("auto", true), ("on", true), ("off", false)] {
      let io = Counting()
      try interpreter.execute(Source("set progress \(value)\nsweep routing --budgets 9"), io: io)
      #expect(io.shares.withLock { $0 > 0 } == isShown, "\(value)")
    }
  }
}
