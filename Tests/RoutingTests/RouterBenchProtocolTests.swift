import Input
import Routing
import TestSupport
import Testing
import Traces

@Suite struct RouterBenchProtocolTests {
  @Test func cellsAreThoseOfTable1() {
    #expect(
      RouterBenchProtocol.cellNames == [
        "3/low", "3/medium", "3/high", "5/low", "5/medium", "5/high", "11/low", "11/medium", "11/high",
      ])
  }

  @Test func knowsTheElevenModelsByPartsOfTheirNames() throws {
    // As the published file spells them.
    let names = [
      "WizardLM/WizardLM-13B-V1.2", "claude-instant-v1", "claude-v1", "claude-v2", "gpt-3.5-turbo-1106",
      "gpt-4-1106-preview", "meta/code-llama-instruct-34b-chat", "meta/llama-2-70b-chat", "mistralai/mistral-7b-chat",
      "mistralai/mixtral-8x7b-chat", "zero-one-ai/Yi-34B-Chat",
    ]
    func traces(_ models: [String]) -> TraceSet {
      TraceSet(
        source: "made up", queryIDs: StringColumn(["a"]), models: models,
        quality: models.map { _ in 1 }, cost: models.map { _ in 1 })
    }
    #expect(RouterBenchProtocol.fits(traces(names)))
    #expect(RouterBenchProtocol.fits(traces(names.reversed())))
    #expect(!RouterBenchProtocol.fits(traces(Array(names.dropLast()))))
    #expect(throws: RoutingError.self) { try RouterBenchProtocol(traces(["a", "b"]), seed: 0) }
  }

  @Test func poolsAndPartsAreThePaperS() throws {
    let small = try Simulator.traces(named: "sim:routerbench", queries: 2_000)
    let setting = try RouterBenchProtocol(small, seed: 0)
    #expect(setting.trainShare == 0.2)
    // mixtral, gpt-3.5 and gpt-4 are columns 9, 4 and 5; the pool stands in ascending cost.
    let three = try setting.data(poolSize: 3)
    #expect(three.models == ["mixtral-8x7b", "gpt-3.5-turbo", "gpt-4"])
    #expect(three.tune.isEmpty && three.tuningRows == three.train)
    let five = try setting.data(poolSize: 5)
    #expect(Set(five.models) == ["WizardLM-13B", "mixtral-8x7b", "gpt-3.5-turbo", "claude-v2", "gpt-4"])
    #expect(try setting.data(poolSize: 11).modelCount == 11)
    // As many queries as RouterBench has.
    let full = try RouterBenchProtocol(try Simulator.traces(named: "sim:routerbench", queries: 36_497), seed: 0)
    #expect(full.trainShare == 0.05)
  }
}
