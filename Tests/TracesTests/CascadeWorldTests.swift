import Mathematics
import Testing
import Traces

@Suite("CascadeWorld")
struct CascadeWorldTests {
  private let count = 20_000

  private func traces() throws -> TraceSet { try Simulator.traces(named: "sim:cascade", queries: count) }

  private func numbers(_ traces: TraceSet, _ name: String) throws -> [Double] {
    guard case .numbers(let numbers) = try #require(traces.outcomeColumn(name)).values else { return [] }
    return numbers
  }

  @Test("accuracies and costs climb along the chain; accuracies are the documented ones")
  func accuracies() throws {
    let traces = try traces()
    var last = 0.0
    for (model, link) in CascadeWorld.chain.enumerated() {
      let rows = stride(from: model, to: traces.quality.count, by: 5)
      let accuracy = rows.map { traces.quality[$0] }.mean
      let error = (link.accuracy * (1 - link.accuracy) / Double(count)).squareRoot()
      #expect(abs(accuracy - link.accuracy) < 4 * error, "\(link.name)")
      let cost = rows.map { traces.cost[$0] }.mean
      #expect(cost > last)
      last = cost
    }
  }

  @Test("of answers with confidence c, the share c is right; of the over-confident model's, c squared")
  func reliability() throws {
    let traces = try traces()
    let confidence = try numbers(traces, "confidence")
    for (model, link) in CascadeWorld.chain.enumerated() {
      #expect((link.name == "chain-3b") == (link.overconfidence != 1))
      for bin in 0..<10 {
        let rows = stride(from: model, to: confidence.count, by: 5).filter { Int(confidence[$0] * 10) == bin }
        if rows.count < 100 { continue }
        let said = rows.map { link.name == "chain-3b" ? confidence[$0] * confidence[$0] : confidence[$0] }.mean
        let right = rows.map { traces.quality[$0] }.mean
        #expect(abs(right - said) < 4 * (said * (1 - said) / Double(rows.count)).squareRoot(), "\(link.name) \(bin)")
      }
    }
    let small = stride(from: 1, to: confidence.count, by: 5)
    let gap = small.map { confidence[$0] }.mean - small.map { traces.quality[$0] }.mean
    #expect(gap > 0.1)
    #expect(confidence.allSatisfy { $0 >= 0.25 && $0 <= 1 })
  }

  @Test("right answers give the query's letter, and wrong ones agree more than chance")
  func letters() throws {
    let traces = try traces()
    let answers = try #require(traces.answers)
    var wrongPairs = 0.0
    var equalPairs = 0.0
    for query in 0..<count {
      let rows = (query * 5)..<(query * 5 + 5)
      let right = Set(rows.filter { traces.quality[$0] == 1 }.map { answers[$0] })
      let wrong = rows.filter { traces.quality[$0] == 0 }.map { answers[$0] }
      #expect(right.count <= 1 && right.isDisjoint(with: wrong))
      if wrong.count == 2 {
        wrongPairs += 1
        if wrong[0] == wrong[1] { equalPairs += 1 }
      }
    }
    // Two wrong answers agree with chance .6^2 + 2 * .2^2 = .44, not 1/3.
    #expect(abs(equalPairs / wrongPairs - 0.44) < 4 * (0.44 * 0.56 / wrongPairs).squareRoot())
    let first = (0..<count).map { answers[$0 * 5] ?? "" }
    for letter in ["A", "B", "C", "D"] {
      let share = Double(first.count { $0 == letter }) / Double(count)
      #expect(abs(share - 0.25) < 4 * (0.25 * 0.75 / Double(count)).squareRoot())
    }
  }

  @Test("cost is tokens times price; latency and prompts are there")
  func tokens() throws {
    let traces = try traces()
    let (read, written) = (try numbers(traces, "tokens_in"), try numbers(traces, "tokens_out"))
    let latency = try numbers(traces, "latency")
    for row in traces.cost.indices {
      let price = CascadeWorld.chain[row % 5].price
      #expect(abs(traces.cost[row] - (read[row] + written[row]) * price / 1e6) < 1e-15)
      #expect(latency[row] > 0.2)
      #expect(read[row] == read[row / 5 * 5] && written[row] >= 1)
    }
    let prompt = try #require(traces.prompts?[41])
    let group = try #require(traces.queryColumn("group")?.text(at: 41))
    #expect(prompt.hasPrefix("Question 42, \(group), "))
  }
}
