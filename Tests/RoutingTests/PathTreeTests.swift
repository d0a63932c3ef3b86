import Mathematics
import Routing
import Testing
import Traces

@Suite struct PathTreeTests {
  /// Four queries by their estimates, price 0.1, costs 1 and 3: m1 costs 0.2 more. The first two go to m0, the third to m1,
  /// the fourth ties: half of it to either at gamma 0.5.
  private func fittedTraces() throws -> FittedTraces {
    SmallTraces.truthful(
      try SmallTraces.parted(
        [[0.5, 0.6], [0.5, 0.6], [0.9, 0.9], [0.2, 1], [0.3, 0.5]], Array(repeating: [1, 3], count: 5),
        ["train", "test", "test", "test", "test"]))
  }

  @Test func sharesAndMeansByHand() throws {
    let fitted = try fittedTraces()
    let tuned = TunedPolicy(policy: RoutingPolicy(lambda: 0.1), budget: nil, lambdas: [0.1], gamma: 0.5)
    let root = try PathTree(of: tuned, on: fitted.data.test, of: fitted, task: .unobserved).root
    #expect(root.kind == .start && abs(root.share - 1) < 1e-12)
    // Costs 1, 1, 3 and (1 + 3)/2; qualities 0.5, 0.9, 1 and (0.3 + 0.5)/2.
    #expect(abs(root.cost - 7 / 4.0) < 1e-12 && abs(root.quality - 2.8 / 4) < 1e-12)
    #expect(root.children.map(\.kind) == [.run(0), .run(1)])
    #expect(abs(root.children[0].share - 2.5 / 4) < 1e-12 && abs(root.children[0].cost - 1) < 1e-12)
    #expect(abs(root.children[1].quality - (1 + 0.25) / 1.5) < 1e-12)
    #expect(root.children.allSatisfy { $0.children.isEmpty && $0.hiddenCount == 0 })
  }

  /// A cascade of two on certain estimates at price 0.05: m1 is worth 0.1 more than it costs where it gains more than
  /// 0.15 over m0, on the fourth test query less than that.
  @Test func stopsAreBranches() throws {
    let fitted = try fittedTraces()
    let tuned = TunedPolicy(policy: CascadePolicy(lambdas: [0.05]), budget: nil, lambdas: [0.05])
    let root = try PathTree(of: tuned, on: fitted.data.test, of: fitted, task: .unobserved).root
    #expect(root.children.map(\.kind) == [.run(0)])
    // Gains 0.1, 0, 0.8, 0.2 against 0.15: the last two go on, and cost 4.
    let branches = root.children[0].children
    #expect(branches.map(\.kind) == [.stop, .run(1)] && branches.map(\.share) == [0.5, 0.5])
    #expect(abs(branches[1].cost - 4) < 1e-12 && abs(branches[1].quality - 0.75) < 1e-12)
  }

  /// The tree adds up: every branch is the sum of those that follow, and the leaves are what replaying gives.
  @Test func addsUpToTheReplay() throws {
    let fitted = try SimulatedBench.routerBench(queries: 400, seed: 6, models: [0, 4, 5, 9], tune: 0.2)
    let data = fitted.data
    let tuned = try CascadeRoutingStrategy().tuner(for: fitted, task: .unobserved)
      .policy(budget: 0.0005, task: .unobserved)
    let outcomes = try tuned.outcomes(on: data.test, of: fitted, task: .unobserved)
    let tree = try PathTree(of: tuned, on: data.test, of: fitted, task: .unobserved)
    func expectSums(_ node: PathTree.Node) {
      if node.children.isEmpty { return }
      #expect(abs(node.children.map(\.share).sum - node.share) < 1e-12)
      #expect(abs(node.children.map { $0.share * $0.cost }.sum - node.share * node.cost) < 1e-12)
      #expect(abs(node.children.map { $0.share * $0.quality }.sum - node.share * node.quality) < 1e-12)
      node.children.forEach(expectSums)
    }
    expectSums(tree.root)
    #expect(abs(tree.root.cost - outcomes.meanCost) < 1e-12 && abs(tree.root.quality - outcomes.meanQuality) < 1e-12)
    func runs(_ node: PathTree.Node, _ model: Int) -> Double {
      (node.kind == .run(model) ? node.share : 0) + node.children.map { runs($0, model) }.sum
    }
    for model in 0..<4 {
      #expect(abs(runs(tree.root, model) - outcomes.ran[model] / Double(data.test.count)) < 1e-12)
    }
    // Cut, it still adds up, with fewer branches.
    let cut = tree.trimmed(to: 8)
    expectSums(cut.root)
    func count(_ node: PathTree.Node) -> Int { 1 + node.children.map(count).reduce(0, +) }
    #expect(count(tree.root) > 30 && count(cut.root) < 20)
    func hidden(_ node: PathTree.Node) -> Int { node.hiddenCount + node.children.map(hidden).reduce(0, +) }
    #expect(hidden(cut.root) > 0 && hidden(tree.root) == 0)
  }
}
