import Input
import TestSupport
import Testing
import Traces

/// The table of wrong files tries every kind of advice; here is what the options are.
@Suite struct LoadAdviceTests {
  private let folder = ScratchFolder()

  private func advice(_ text: String, options: LoadOptions = LoadOptions()) throws -> LoadAdvice {
    let path = folder.write(text)
    let error = try #require(thrown { () throws(InputError) in try TraceLoader.load(paths: [path], options: options) })
    return LoadAdvice(on: error, paths: [path], format: nil, options: options)
  }

  @Test func severalFaultsAreMendedTogether() throws {
    let options = try #require(try advice("id,llm,score,price\nq,a,80,1\nq,a,100,3\n").options)
    #expect(options.map == ["query_id": "id", "model": "llm", "quality": "score", "cost": "price"])
    #expect(options.scale == 0...100)
    #expect(options.repeats == .mean)
    let traces = try TraceLoader.load(paths: [folder.path + "/traces.csv"], options: options)
    #expect(traces.quality == [0.9])
    #expect(traces.cost == [2])
  }

  @Test func whatIsGivenIsKept() throws {
    let given = LoadOptions(map: ["quality": "mark"])
    let options = try #require(try advice("id,model,mark,cost\nq,a,1.02,1\n", options: given).options)
    #expect(options.map == ["quality": "mark", "query_id": "id"])
    #expect(options.clip && options.scale == nil)
  }

  @Test func whatWasSeenIsSaid() throws {
    let seen = try advice("colour,size\nred,\"long\nand longer than twenty characters\"\nblue,3\n").seen
    #expect(
      seen
        == "it has colour (red), size (long); 2 rows were looked at; nearest format: tidy, which needs query_id, model, "
        + "quality, cost")
  }
}
