import CommandLanguage
import Display
import SessionTestSupport
import TestSupport
import Testing
import Traces
import Workbench

@Suite struct DecisionStreamTests {
  @Test(arguments: ["index", "cascade-routing", "cascade", "threshold", "routing", "mix", "pairs", "single:middle"])
  func decidesWhatRunDoes(strategy: String) throws {
    let served = try ServedLines()
    try served.interpreter.output("set format json")
    let run = try ServedLines.object(served.interpreter.output("run \(strategy) --budget 4 --draw"))
    try served.interpreter.output("policy _ \(served.folder.path)/p.json")
    let stream = try served.stream()
    var ran: [String: Double] = [:]
    var answered: [String: Double] = [:]
    var quality = 0.0
    for id in served.test {
      var models: [Int] = []
      while true {
        let decision = try ServedLines.object(ServedLines.reply(stream, served.line(id, models) + "\n"))
        #expect(decision["id"] as? String == id)
        if let next = decision["run"] as? String {
          ran[next, default: 0] += 1
          models.append(try #require(served.models.firstIndex(of: next)))
        } else {
          let answer = try #require(decision["answer"] as? String)
          answered[answer, default: 0] += 1
          quality += served.outcomes[id]![served.models.firstIndex(of: answer)!][0] / 60
          break
        }
        if models.count > 3 { break }
      }
    }
    #expect((run["ran"] as? [String: Double])?.filter { $0.value > 0 } == ran)
    #expect((run["answered"] as? [String: Double])?.filter { $0.value > 0 } == answered)
    #expect(abs(try #require(run["quality"] as? Double) - quality) < 1e-12)
    #expect(stream.failureCount == 0)
  }

  /// Under a cap answers need their cost; a run says what it may cost, and whose answer is given if it is cut off.
  @Test func aCapIsSaidWithEveryRun() throws {
    let served = try ServedLines()
    try served.interpreter.output("run threshold --thresholds 2 --cap 1000\npolicy _ \(served.folder.path)/p.json")
    let stream = try served.stream()
    let first = try ServedLines.object(ServedLines.reply(stream, served.line(served.test[0], []) + "\n"))
    #expect(
      first["limit"] as? Double == 1000 && first["otherwise"] == nil && first["run"] as? String == served.models[0])
    let cost = served.outcomes[served.test[0]]![0][1]
    let bare = served.line(served.test[0], [0])
    #expect(ServedLines.reply(stream, bare + "\n").contains("answers.small.cost is missing"))
    let line = bare.replacing("\"small\":{}", with: "\"small\":{\"cost\":\(cost)}")
    let second = try ServedLines.object(ServedLines.reply(stream, line + "\n"))
    #expect(second["limit"] as? Double == 1000 - cost && second["otherwise"] as? String == served.models[0])
  }

  @Test func linesMayArriveInPieces() throws {
    let served = try ServedLines()
    try served.interpreter.output("run index --budget 4\npolicy _ \(served.folder.path)/p.json")
    let text = served.test.map { served.line($0, []) + "\r\n" }.joined() + "\n" + served.line("test-3", [0])
    let whole = try served.stream()
    var expected: [UInt8] = []
    Array(text.utf8).withUnsafeBufferPointer { whole.take($0, into: &expected) }
    whole.finish(into: &expected)
    #expect(expected.count { $0 == 0x0A } == 61 && whole.failureCount == 0)
    let pieces = try served.stream()
    var output: [UInt8] = []
    for start in stride(from: 0, to: text.utf8.count, by: 37) {
      Array(text.utf8.dropFirst(start).prefix(37)).withUnsafeBufferPointer { pieces.take($0, into: &output) }
    }
    pieces.finish(into: &output)
    #expect(output == expected)
  }

  /// A byte order mark, as editors of Windows write, is no part of the first line; that of a later line is an error.
  @Test func aByteOrderMarkIsSkipped() throws {
    let served = try ServedLines()
    try served.interpreter.output("run routing --budget 4\npolicy _ \(served.folder.path)/p.json")
    let line = served.line(served.test[0], []) + "\n"
    let (plain, marked) = (try served.stream(), try served.stream())
    #expect(ServedLines.reply(marked, "\u{FEFF}" + line) == ServedLines.reply(plain, line))
    #expect(marked.failureCount == 0)
    #expect(ServedLines.reply(marked, "\u{FEFF}" + line).contains("\"error\""))
    // With nothing behind it the line is blank.
    #expect(ServedLines.reply(try served.stream(), "\u{FEFF}\n").isEmpty)
  }
}
