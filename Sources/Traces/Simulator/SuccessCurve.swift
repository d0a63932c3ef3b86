import Mathematics

/// How a simulated model's chance of a right answer falls with the difficulty of the query.
///
/// chance(theta, g) = floor + (1 - floor) Phi(ability + strength_g - loading theta + sense e), where g is the task
/// family and e ~ N(0, 1) is what only the model knows about its answer (0 where there is no such thing). The answer is
/// right with that chance, independently of all others given theta: a probit model with one common factor and a floor
/// of lucky answers (Birnbaum's three-parameter model in Lord and Novick, 1968, chapter 17).
package struct SuccessCurve: Sendable {
  /// The probability on the hardest query.
  package let floor: Double
  /// How strongly the probability depends on difficulty, which correlates the models.
  package let loading: Double
  /// The standard deviation of the model's own sense of its answer.
  package let sense: Double
  /// How much better (or worse) than its mean the model is, by family.
  package let strengths: [Double]
  /// The ability for which the expected accuracy is the requested one.
  package let ability: Double

  /// The curve with the expected accuracy `mean` over the population.
  ///
  /// Integrating theta and e out of the formula above gives sum_g share_g (floor + (1 - floor) Phi((ability + strength_g
  /// - loading difficulty_g) / sqrt(1 + loading^2 + sense^2))), which grows with the ability: bisection to the last bit.
  init(
    mean: Double, floor: Double, loading: Double, sense: Double = 0, strengths: [Double], population: QueryPopulation
  ) {
    self.floor = floor
    self.loading = loading
    self.sense = sense
    self.strengths = strengths
    let width = (1 + loading * loading + sense * sense).squareRoot()
    var low = -20.0
    var high = 20.0
    while true {
      let middle = (low + high) / 2
      if middle <= low || middle >= high { break }
      var accuracy = 0.0
      for (family, strength) in zip(population.families, strengths) {
        let level = (middle + strength - loading * family.difficulty) / width
        accuracy += family.share * (floor + (1 - floor) * Normal.cumulative(level))
      }
      if accuracy < mean { low = middle } else { high = middle }
    }
    ability = low
  }

  /// The probability of a right answer to a query of `family` with `difficulty`, given the model's own sense of its
  /// answer.
  package func chance(family: Int, difficulty: Double, sense e: Double = 0) -> Double {
    floor + (1 - floor) * Normal.cumulative(ability + strengths[family] - loading * difficulty + sense * e)
  }
}
