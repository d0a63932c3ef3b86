import CommandLanguage
import Display
import Input
import Mathematics
import Routing
import Traces
import Workbench

/// What a sweep has computed elsewhere: its strategies and further seeds of the split, which `--shard` deals.
struct DealtSweep {
  /// The policies of a strategy.
  fileprivate enum Known {
    case policies([TunedPolicy])
    /// It cannot run on these traces.
    case unsuitable(reason: String)
    /// They are to be tuned here.
    case untuned
  }

  /// Those of each strategy; empty where nothing was computed elsewhere.
  fileprivate let known: [Known]
  /// The areas under each further seed.
  let others: [SweepAgain.Areas]
}

extension CommandContext {
  /// The strategies that the command names, with their budgets, on the traces of a workspace; and those that cannot run there.
  func sweepPlan(
    of workspace: Workspace, _ fitted: FittedTraces
  ) throws -> (plan: SweepPlan, leftOut: [(name: String, reason: String)]) {
    var strategies: [(name: String, strategy: any Strategy)] = []
    var leftOut: [(name: String, reason: String)] = []
    let words = invocation.arguments
    // One of several that cannot run on these traces is no reason to fail.
    for word in words where word.text != "all" {
      do {
        let strategy = try strategy(word.text, for: fitted.data, at: word)
        if !strategies.contains(where: { $0.name == strategy.name }) { strategies.append(strategy) }
      } catch let error as LocatedError {
        guard words.count > 1, case .unsuitable(let name, let reason) = error.error as? RoutingError else {
          throw error
        }
        leftOut.append((name, reason))
      }
    }
    if namesAll {
      let excluded = unsuitable(fitted.data)
      for text in Strategies.sweepable where !strategies.contains(where: { $0.name == text }) {
        if excluded.contains(where: { $0.name == text }) { continue }
        do {
          strategies.append(try strategy(text, for: fitted.data, at: invocation.verb))
        } catch let error as LocatedError {
          leftOut.append((text, "\(error.error)"))
        }
      }
      leftOut = excluded.filter { entry in !leftOut.contains { $0.name == entry.name } } + leftOut
    }
    let plan = SweepPlan(
      strategies, on: fitted, valued: try singleChoices(fitted, of: workspace),
      tuneRows: try tuneLimit(of: fitted.data).map { (limit: $0, seed: workspace.samplingSeed) }, budgets: try budgets()
    )
    return (plan, leftOut)
  }

  /// The frontiers of the strategies that the command names.
  ///
  /// - Parameter dealt: what was computed elsewhere.
  func curves(
    of workspace: Workspace, _ fitted: FittedTraces, keepsFinished: Bool, task: TaskContext, dealt: DealtSweep? = nil
  ) throws -> SweepCurves {
    let (plan, leftOut) = try sweepPlan(of: workspace, fitted)
    var frontiers = try Sweep.frontiers(
      of: plan, leavesOutUnsuitable: leavesOutUnsuitable, keepsFinished: keepsFinished, task: task
    ) { place throws(RoutingError) in
      guard let dealt, dealt.known.indices.contains(place) else { return nil }
      switch dealt.known[place] {
      case .policies(let policies): return policies
      case .unsuitable(let reason): throw .unsuitable(plan.names[place], reason: reason)
      case .untuned: return nil
      }
    }
    // What was tried says why rather than what never could be.
    let refused = frontiers.leftOut.first
    frontiers.leftOut = leftOut + frontiers.leftOut
    if frontiers.curves.isEmpty, let (name, reason) = refused ?? frontiers.leftOut.first {
      throw LocatedError(any: RoutingError.unsuitable(name, reason: reason), at: invocation.verb)
    }
    return frontiers
  }

  /// What was computed elsewhere: policies, and the areas under further seeds of the split; `nil` where the command computes a
  /// shard, which is then written.
  mutating func dealtSweep(of workspace: Workspace, under seeds: [UInt64]) throws -> DealtSweep? {
    let plan = try sweepPlan(of: workspace, try fittedTraces()).plan
    let names = plan.names
    let found = try items(names + seeds.map { "seed \($0)" }) { [self] place, task in
      names.indices.contains(place)
        ? try tuned(place, of: plan, task) : try areas(of: workspace, under: seeds[place - names.count], task)
    }
    guard let found else { return nil }
    return DealtSweep(
      known: try names.indices.map { try known($0, of: plan, found[$0]) },
      others: try found.dropFirst(names.count).map(SweepAgain.areas))
  }

  /// The areas under further seeds of the split, once the sweep itself is done; those that are done where that is interrupted.
  mutating func furtherAreas(of workspace: Workspace, under seeds: [UInt64]) throws -> [SweepAgain.Areas] {
    let found = try items(seeds.map { "seed \($0)" }, keptAfter: 1) { [self] place, task in
      try areas(of: workspace, under: seeds[place], task)
    }
    return try (found ?? []).map(SweepAgain.areas)
  }

  /// The areas under another seed of the split.
  private func areas(of workspace: Workspace, under seed: UInt64, _ task: TaskContext) throws -> JSONValue {
    var (own, context) = (workspace, self)
    own.split = workspace.splitInUse.dealt(by: seed)
    context.task = task
    return SweepAgain.json(
      of: try curves(of: own, try context.fittedTraces(of: own), keepsFinished: false, task: task))
  }

  private var namesAll: Bool { invocation.arguments.isEmpty || invocation.arguments.contains { $0.text == "all" } }
  private var leavesOutUnsuitable: Bool {
    invocation.arguments.count > 1 || invocation.arguments.allSatisfy { $0.text == "all" }
  }

  /// The policies of the strategy at a place, for a shard.
  private func tuned(_ place: Int, of plan: SweepPlan, _ task: TaskContext) throws -> JSONValue {
    do throws(RoutingError) {
      let tuned = try plan.tuned(place, task: task)
      return ["policies": .array(tuned.map { $0.json(of: plan.names[place], models: plan.models) })]
    } catch {
      guard leavesOutUnsuitable, case .unsuitable(_, let reason) = error else { throw error }
      return ["left_out": .string(reason)]
    }
  }

  /// The policies of the strategy at a place, from a shard.
  private func known(_ place: Int, of plan: SweepPlan, _ node: JSONNode) throws -> DealtSweep.Known {
    if let reason = node["left_out"].optional { return .unsuitable(reason: try reason.string()) }
    var policies: [TunedPolicy] = []
    for policy in try node["policies"].elements(count: plan.budgets.count) {
      guard let tuned = try plan.strategy(place).tuned(from: policy, models: plan.models) else { return .untuned }
      policies.append(tuned)
    }
    return .policies(policies)
  }

  /// What `all` leaves out since the pool is too large for it, and why.
  private func unsuitable(_ data: Dataset) -> [(name: String, reason: String)] {
    Strategies.all.compactMap { kind in
      kind.takesModel ? nil : kind.refusal(on: data).map { (kind.name, $0) }
    }
  }

  /// The budgets that the command names; K of them are spaced as published after `set reference on`.
  fileprivate func budgets() throws(LocatedError) -> Budgets {
    func perGap(_ count: Int) -> Budgets {
      session.settings.reference.isEmpty ? .wholeRange(count) : .perGap(count)
    }
    guard let word = invocation.word("budgets") else { return perGap(10) }
    func counted(_ text: some StringProtocol) throws(LocatedError) -> Int {
      guard let value = Number.parse(String(text)), let count = Int(exactly: value), (1...100_000).contains(count)
      else {
        throw LocatedError(
          .invalidValue("--budgets", found: word.text, allowed: "K, total:K, =B, or a list B,B,... of costs"), at: word)
      }
      return count
    }
    if word.text.hasPrefix("total:") { return .total(try counted(word.text.dropFirst(6))) }
    if !word.text.contains(",") && !word.text.hasPrefix("=") { return perGap(try counted(word.text)) }
    let texts = word.text.hasPrefix("=") ? [String(word.text.dropFirst())] : try Invocation.list(word)
    var values: [Double] = []
    for text in texts {
      guard let value = Number.parse(text), value >= 0 else {
        throw LocatedError(.invalidValue("--budgets", found: text, allowed: "a cost of at least 0"), at: word)
      }
      values.append(value)
    }
    return .list(values)
  }
}
