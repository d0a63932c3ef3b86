/// E[max] of sets of models by steps taken query by query: for each set the steps from what is known now to what will be
/// known once all of the set have run.
///
/// Other than with one distribution for all sets, E[max] need be neither monotone nor submodular in the set, so every set is
/// evaluated.
struct JointMaximum: Sendable {
  private var steps: [SIMD8<Double>] = []
  private var best: [SIMD8<Double>] = []

  /// E[max] of `models`, which contain what has run; minus infinity for no model.
  mutating func quality(of models: ModelSet, _ belief: Belief, _ joint: JointSteps) -> Double {
    let answered = belief.answeredSet
    if models == answered {
      return answered.isEmpty ? -.infinity : belief.quality[belief.bestAnswered]
    }
    if answered.isEmpty && models.count == 1 { return models.models.reduce(0) { $0 + belief.quality[$1] } }
    let groups = joint.groups
    if best.count != groups {
      best = [SIMD8<Double>](repeating: .zero, count: groups)
      steps = best
    }
    for group in 0..<groups { best[group] = SIMD8(repeating: -.infinity) }
    models.forEach { model in
      take(
        belief.quality[model], from: joint.lanes(of: model, given: answered), to: joint.lanes(of: model, given: models),
        joint.scale)
    }
    var total = SIMD8<Double>()
    for group in 0..<groups { total += best[group] }
    return total.total / Double(8 * groups)
  }

  /// Takes the estimates that may come of one of `mean` into the greatest so far.
  private mutating func take(
    _ mean: Double, from before: [SIMD8<Double>], to after: [SIMD8<Double>], _ scale: StepModel.Scale
  ) {
    let groups = steps.count
    var (least, most) = (SIMD8<Double>(repeating: .infinity), SIMD8<Double>(repeating: -.infinity))
    for group in 0..<groups {
      let step = scale == .logOdds ? after[group] / before[group] : after[group] - before[group]
      steps[group] = step
      least = pointwiseMin(least, step)
      most = pointwiseMax(most, step)
    }
    let (low, high) = (least.min(), most.max())
    guard high > low,
      let shift = shift(scale, mean, low, high)
    else {
      for group in 0..<groups { best[group] = pointwiseMax(best[group], SIMD8(repeating: mean)) }
      return
    }
    for group in 0..<groups { best[group] = pointwiseMax(best[group], shift.values(steps[group])) }
  }

  private func shift(_ scale: StepModel.Scale, _ mean: Double, _ low: Double, _ high: Double) -> StepShift? {
    StepShift(scale, mean: mean, lowest: low, highest: high) { shift in
      var (sum, slope) = (SIMD8<Double>(), SIMD8<Double>())
      for group in steps {
        let values = shift.values(group)
        sum += values
        slope += shift.slopes(at: values)
      }
      let share = 1 / Double(8 * steps.count)
      return (sum.total * share, slope.total * share)
    }
  }
}
