import CommandLanguage
import CrouteLanguage
import Display
import Foundation
import Mathematics
import Routing
import Testing
import Workbench

/// Completion of the text before a `|`, which stands for the cursor.
@Suite struct CrouteChoicesTests {
  private let interpreter = Interpreter()

  init() throws {
    let source = Source("load sim:routerbench --queries 50\nlet budget 0.001\nload sim:cascade --queries 40 --as other")
    try interpreter.execute(source, io: SilentFrontEnd())
    try interpreter.execute(Source("use routerbench"), io: SilentFrontEnd())
  }

  private func complete(_ marked: String) -> [String] {
    completion(marked).candidates.map(\.text)
  }

  /// The line with the first candidate put in.
  private func completed(_ marked: String) -> String? {
    let completion = completion(marked)
    guard let first = completion.candidates.first else { return nil }
    return marked.replacingOccurrences(of: "|", with: "")[..<completion.range.lowerBound] + first.text
  }

  private func completion(_ marked: String) -> Completion {
    let text = marked.replacingOccurrences(of: "|", with: "")
    let cursor = text.index(
      text.startIndex,
      offsetBy: marked.distance(from: marked.startIndex, to: marked.firstIndex(of: "|") ?? marked.endIndex))
    return interpreter.completion(of: text, at: cursor)
  }

  @Test func verbs() {
    #expect(complete("des|") == ["describe"])
    #expect(complete("|").count == Croute.commands.all.count)
    #expect(complete("  croute|").isEmpty)
    #expect(complete("croute> des|") == ["describe"])
    #expect(complete("# des|").isEmpty)
    #expect(complete("echo a\ndes|") == ["describe"])
  }

  @Test func options() {
    #expect(
      complete("run routing --|") == [
        "--budget", "--lambda", "--thresholds", "--confidence", "--cap", "--tune-rows", "--draw", "--as",
      ])
    #expect(
      complete("run routing --draw --|") == [
        "--budget", "--lambda", "--thresholds", "--confidence", "--cap", "--tune-rows", "--as",
      ])
    #expect(complete("run routing --budget=1 --b|").isEmpty)
    #expect(complete("split |") == ["--train", "--tune", "--seed", "--by", "--test", "--folds", "--repeats"])
    #expect(complete("load --format ro|") == ["routerbench", "router-arena"])
    #expect(completed("load --format=ro|") == "load --format=routerbench")
    #expect(complete("load --queries |").isEmpty)
    #expect(complete("load \\\n  --for|") == ["--format"])
  }

  @Test func names() {
    #expect(complete("use |") == ["routerbench", "other"])
    #expect(complete("echo $b|") == ["budget"])
    #expect(completed("echo \"x $b|") == "echo \"x $budget")
    #expect(complete("echo '$b|").isEmpty)
    #expect(complete("help stra|") == ["strategies"])
    #expect(complete("help loa|") == ["load"])
    #expect(complete("show sim.0001|") == (10...19).map { "sim.000\($0)" })
    #expect(!complete("show |").isEmpty)
    #expect(complete("split --by query|") == ["query_id"])
    #expect(complete("load sim:a|") == ["sim:agentic"])
    #expect(complete("fit qu|") == ["quality"])
    #expect(complete("fit quality noi|") == ["noisy"])
    #expect(complete("set form|") == ["format"])
    #expect(complete("set format j|") == ["json"])
    #expect(complete("set timing |") == ["on", "off"])
    #expect(complete("filter query_id >|") == [">=", ">"])
    #expect(complete("filter o|") == ["off"])
    #expect(complete("filter solv|") == ["solved_by"])
    #expect(complete("filter gpt-4|") == ["gpt-4."])
    #expect(complete("filter 8x7|") == ["mixtral-8x7b."])
    #expect(completion("filter gpt-4|").candidates.first?.isFinal == false)
    #expect(completed("filter gpt-3.5-turbo.q|") == "filter gpt-3.5-turbo.quality")
    #expect(completed("filter gpt-3.|") == "filter gpt-3.quality")
    #expect(complete("filter gpt-4.|") == ["quality", "cost"])
    #expect(complete("filter group = mat|") == ["mathematics"])
    #expect(complete("filter gpt-4.quality = |").isEmpty)
    #expect(complete("describe --by gr|") == ["group"])
    #expect(!complete("describe --by o|").contains("off"))
    #expect(completed("describe --by=gpt-4.c|") == "describe --by=gpt-4.cost")
  }

  @Test func models() {
    #expect(complete("pool mix|") == ["mixtral-8x7b"])
    #expect(complete("pool 8x7|") == ["mixtral-8x7b"])
    #expect(complete("pool h|") == ["hull"])
    #expect(completed("pool gpt-4,mis|") == "pool gpt-4,mistral-7b")
    #expect(complete("pool gpt-4,gpt-|") == ["gpt-3.5-turbo"])
    #expect(complete("pool gpt-4,h|").isEmpty, "the hull is a pool of its own")
  }

  @Test func strategies() throws {
    #expect(complete("run sing|") == ["single:"])
    #expect(completion("run sing|").candidates.first?.isFinal == false)
    #expect(completed("run single:gpt-4|") == "run single:gpt-4")
    #expect(complete("sweep al|") == ["all"])
    #expect(complete("lambda rou|") == ["routing"])
    #expect(complete("lambda sim.0001|") == complete("show sim.0001|"))
    #expect(complete("lambda cascade-routing+gr|") == ["greedy"])
    #expect(complete("lambda x:1 casc|") == ["cascade", "cascade-routing"])
    #expect(complete("run al|").isEmpty)
    #expect(complete("run routing:|").isEmpty)
    let kind = try #require(Strategies.all.first { !$0.options.isEmpty } ?? Strategies.all.first)
    #expect(complete("run \(kind.name)+|").count == kind.options.count)
  }

  @Test func paths() throws {
    let folder = NSTemporaryDirectory() + "croute-completion-\(UUID().uuidString)/"
    try FileManager.default.createDirectory(atPath: folder + "sub folder", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for name in ["my file.csv", "data.csv", ".hidden", "it's.csv", "é日本.csv"] {
      #expect(FileManager.default.createFile(atPath: folder + name, contents: nil))
    }
    #expect(complete("source \(folder)da|") == [folder + "data.csv"])
    #expect(complete("source \(folder)my|") == ["'\(folder)my file.csv'"])
    #expect(complete("source '\(folder)my f|") == ["'\(folder)my file.csv'"])
    #expect(complete("source \"\(folder)my f|") == ["\"\(folder)my file.csv\""])
    #expect(complete("source \(folder)sub|") == ["'\(folder)sub folder/"])
    #expect(complete("source \(folder)it|") == ["\"\(folder)it's.csv\""])
    #expect(complete("source '\(folder)it|").isEmpty)
    #expect(complete("source \(folder)é|") == [folder + "é日本.csv"])
    #expect(complete("source \(folder).h|") == [folder + ".hidden"])
    #expect(complete("source \(folder)|").count == 5)
    #expect(complete("describe > \(folder)da|") == [folder + "data.csv"])
    #expect(complete("!cat \(folder)da|") == [folder + "data.csv"])
  }
}

/// Shows nothing to nobody.
private final class SilentFrontEnd: FrontEnd {
  let cancellation = CancellationFlag()
  let surface = Surface.standard
  func emit(_ output: Output) {}
  func ask(_ question: String) -> String? { nil }
}
