import Input
import Testing
import Traces

@Suite struct SplitTests {
  private func traces(_ ids: [String]) -> TraceSet {
    TraceSet(
      source: "by hand", queryIDs: StringColumn(ids), models: ["m"], quality: ids.map { _ in 1 },
      cost: ids.map { _ in 1 },
      queryColumns: [
        Column(name: "part", values: .text(TextColumn(ids.indices.map { ["train", "test", "tune"][$0 % 3] }))),
        Column(name: "task", values: .text(TextColumn(ids.indices.map { $0 % 4 == 0 ? "held" : "other" }))),
      ])
  }

  private let ids = (0..<4000).map { "q\($0)" }

  /// 4000 queries: a share p lies within four standard deviations, 4 sqrt(p (1 - p) 4000), of 4000 p.
  @Test func sharesAreMet() throws {
    let parts = try Split.hashed(train: 0.5, tune: 0.2, seed: 7).parts(of: Array(ids.indices), in: traces(ids))
    for (part, share) in [(Part.train, 0.5), (.tune, 0.2), (.test, 0.3)] {
      let count = Double(parts.count { $0 == part })
      #expect(abs(count - 4000 * share) < 4 * (share * (1 - share) * 4000).squareRoot(), "\(part)")
    }
  }

  /// The name of a query decides, whatever stands around it; another seed decides otherwise.
  @Test func membershipBelongsToTheName() throws {
    let split = Split.standard
    let parts = try split.parts(of: Array(ids.indices), in: traces(ids))
    let reversed = try split.parts(of: Array(ids.indices), in: traces(ids.reversed()))
    #expect(Array(reversed.reversed()) == parts)
    #expect(try split.parts(of: [3, 17], in: traces(ids)) == [parts[3], parts[17]])
    let other = try Split.hashed(train: 0.2, tune: 0.2, seed: 1).parts(of: Array(ids.indices), in: traces(ids))
    #expect(other != parts)
  }

  @Test func columnsSayTheirPart() throws {
    let traces = traces(["a", "b", "c", "d"])
    #expect(try Split.column("part").parts(of: [0, 1, 2, 3], in: traces) == [.train, .test, .tune, .train])
    #expect(throws: TraceError.unknownColumn("parts", known: ["part", "task"])) {
      try Split.column("parts").parts(of: [0], in: traces)
    }
    #expect(throws: TraceError.invalidPart(column: "task", found: "held")) {
      try Split.column("task").parts(of: [0], in: traces)
    }
  }

  @Test func aHeldValueIsTestAndTheRestIsTrainAndTune() throws {
    let traces = traces(ids)
    let parts = try Split.held(column: "task", test: "held", train: 0.75, seed: 0).parts(
      of: Array(ids.indices), in: traces)
    #expect(parts.indices.allSatisfy { (parts[$0] == .test) == ($0 % 4 == 0) })
    let train = Double(parts.count { $0 == .train })
    #expect(abs(train - 3000 * 0.75) < 4 * (0.75 * 0.25 * 3000).squareRoot())
    #expect(throws: TraceError.invalidPart(column: "task", found: "nobody")) {
      try Split.held(column: "task", test: "nobody", train: 0.5, seed: 0).parts(of: [0, 1], in: traces)
    }
  }

  /// Too few for three folds; three folds of ten; ever more up to five; parts from 3,000 on, and where they are simulated.
  @Test func fewQueriesAreDealtIntoFolds() throws {
    let expected: [Int: Split] = [
      2: .standard, 3: .folds(count: 3, repeats: 1, seed: 0), 39: .folds(count: 3, repeats: 1, seed: 0),
      40: .folds(count: 4, repeats: 1, seed: 0), 50: .folds(count: 5, repeats: 1, seed: 0),
      2999: .folds(count: 5, repeats: 1, seed: 0), 3000: .standard,
    ]
    for (count, split) in expected {
      #expect(Split.standard(for: traces(Array(ids.prefix(count)))) == split, "\(count)")
    }
    // Of 60 queries 50 have no cost: the ten others are dealt.
    var few = traces(Array(ids.prefix(60)))
    for query in 0..<50 { few.cost[query] = .nan }
    #expect(Split.standard(for: few) == .folds(count: 3, repeats: 1, seed: 0))
    #expect(Split.standard(for: try Simulator.traces(named: "sim:cascade", queries: 300, seed: 0)) == .standard)
  }
}
