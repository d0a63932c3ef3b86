import Glibc
import Mathematics
import TestSupport
import Testing

@Suite struct LogisticRegressionTests {
  @Test func byHand() {
    // One binary feature, no penalty: log odds of 1/4 and 3/4.
    let design = DesignMatrix(rows: [[0], [0], [0], [0], [1], [1], [1], [1]])
    let fit = LogisticRegression(design, targets: [1, 0, 0, 0, 1, 1, 1, 0], ridge: 0)
    #expect(isClose(fit.coefficients + [fit.intercept], [2 * log(3), -log(3)], within: 1e-9))
    // The same as two rows of grades, and as four weighted rows.
    let graded = LogisticRegression(DesignMatrix(rows: [[0], [1]]), targets: [0.25, 0.75], ridge: 0)
    #expect(isClose(graded.coefficients + [graded.intercept], [2 * log(3), -log(3)], within: 1e-9))
    let weighted = LogisticRegression(
      DesignMatrix(rows: [[0], [0], [1], [1]]), targets: [0, 1, 0, 1], weights: [3, 1, 1, 3], ridge: 0)
    #expect(isClose(weighted.coefficients + [weighted.intercept], [2 * log(3), -log(3)], within: 1e-9))
  }

  /// sklearn.linear_model.LogisticRegression(C=1/ridge, solver='newton-cholesky', tol=1e-14) of scikit-learn 1.9.1 on the
  /// same rows; the graded targets there as a success and a failure of each row, weighted.
  @Test func agreesWithScikitLearn() {
    let design = RegressionTrials.design
    let recorded: [(ridge: Double, fit: [Double])] = [
      (0.0001, [3.853265579709, 0.96045851494, -0.824527835449, -0.141044079031]),
      (1, [1.710666159917, 0.195953471375, -1.108396822792, 0.559963707985]),
      (10, [0.591130010394, -0.031566926783, -0.519314837308, 0.180908667097]),
    ]
    for (ridge, expected) in recorded {
      let fit = LogisticRegression(design, targets: RegressionTrials.labels, ridge: ridge)
      #expect(isClose(fit.coefficients + [fit.intercept], expected, within: 1e-8))
    }
    let weighted = LogisticRegression(
      design, targets: RegressionTrials.labels, weights: RegressionTrials.weights, ridge: 2)
    #expect(
      isClose(
        weighted.coefficients + [weighted.intercept], [1.723912358968, 0.161384986055, -0.88120886612, 0.1410513461],
        within: 1e-8))
    let graded = LogisticRegression(design, targets: RegressionTrials.grades)
    #expect(
      isClose(
        graded.coefficients + [graded.intercept], [0.086168542655, 0.313518503334, 0.009067948329, -0.160401694383],
        within: 1e-8))
  }

  /// Leaving a row out is nearly refitting without it, the more rows there are.
  @Test func leavesRowsOutNearly() {
    let key = RandomKey(seed: 5, purpose: "left out")
    let rows = (0..<120).map { row in (0..<3).map { key.mixing(row).mixing($0).normal } }
    let labels = rows.enumerated().map { row, x in
      key.mixing("label").mixing(row).uniform < 1 / (1 + exp(-x[0] + 0.5 * x[1])) ? 1.0 : 0
    }
    let design = DesignMatrix(rows: rows)
    for ridge in [0.1, 3] {
      let fit = LogisticRegression(design, targets: labels, ridge: ridge)
      let values = fit.valuesWithoutOwnRow(design, targets: labels, ridge: ridge)
      for row in stride(from: 0, to: 120, by: 7) {
        let rest = rows.indices.filter { $0 != row }
        let refitted = LogisticRegression(
          DesignMatrix(rows: rest.map { rows[$0] }), targets: rest.map { labels[$0] }, ridge: ridge)
        let (exact, own) = (refitted.value(at: design[row]), fit.value(at: design[row]))
        #expect(abs(values[row] - exact) < 0.003)
        // The step is most of the way.
        #expect(abs(values[row] - exact) < 0.1 * abs(own - exact) + 1e-4)
        #expect((own - values[row]) * (labels[row] - own) > 0)
      }
    }
  }

  /// Where features tell nothing every row has the mean of all: by that of the others a row of target 1 would look worse
  /// than one of target 0.
  @Test func withTheCentreHeldRowsLookNoWorseForBeingGood() {
    let targets = [1, 0, 0, 1, 1.0]
    let nothing = DesignMatrix(values: [], width: 0, rowCount: 5)
    let constant = LogisticRegression(nothing, targets: targets)
    let values = constant.valuesWithoutOwnRow(nothing, targets: targets, ridge: 1, holdsCentre: true)
    #expect(isClose(values, [0.6, 0.6, 0.6, 0.6, 0.6], within: 1e-12))
    let others = constant.valuesWithoutOwnRow(nothing, targets: targets, ridge: 1)
    #expect(isClose(others, [0.5, 0.75, 0.75, 0.5, 0.5], within: 0.04))
    // With a feature, the slope is the others', so a row moves towards them, but less than with the centre.
    let design = DesignMatrix(rows: [[-1], [0], [1], [2], [4]])
    let fit = LogisticRegression(design, targets: targets)
    let free = fit.valuesWithoutOwnRow(design, targets: targets, ridge: 1)
    let held = fit.valuesWithoutOwnRow(design, targets: targets, ridge: 1, holdsCentre: true)
    for row in targets.indices {
      let own = fit.value(at: design[row])
      #expect((own - held[row]) * (targets[row] - own) >= 0)
      #expect(abs(own - held[row]) < abs(own - free[row]))
    }
  }

  /// Without the one row that tells of the feature nothing is known of it: the mean of the others, not its opposite.
  @Test func rowsThatTellAloneAreValuedAtTheOthers() {
    let design = DesignMatrix(rows: [[0], [0], [0], [0], [1]])
    let targets = [0, 1, 1, 0, 1.0]
    let fit = LogisticRegression(design, targets: targets, ridge: 0)
    #expect(abs(fit.valuesWithoutOwnRow(design, targets: targets, ridge: 0)[4] - 0.5) < 1e-6)
    let single = DesignMatrix(rows: [[1]])
    let alone = LogisticRegression(single, targets: [1], ridge: 1)
    #expect(alone.valuesWithoutOwnRow(single, targets: [1], ridge: 1)[0] > 0.5)
  }

  @Test func separationStaysFinite() {
    let design = DesignMatrix(rows: [[-2], [-1], [1], [2]])
    for ridge in [0, 1e-9, 1] {
      let fit = LogisticRegression(design, targets: [0, 0, 1, 1], ridge: ridge)
      #expect(fit.coefficients[0].isFinite && fit.coefficients[0] > 0 && fit.coefficients[0] < 50)
      #expect(abs(fit.value(at: [0]) - 0.5) < 1e-6)
      #expect(fit.value(at: [1000]) == 1 && fit.value(at: [-1000]) < 1e-300)
    }
    for target in [0.0, 1] {
      let certain = LogisticRegression(design, targets: [target, target, target, target])
      #expect(abs(certain.intercept) > 20 && abs(certain.intercept) < 35)
      #expect(abs(certain.value(at: [0.5]) - target) < 1e-8)
    }
  }

  @Test func farTargetsNeedShorterSteps() {
    // A full first step overshoots where a feature is large: the loss must fall all the same.
    let design = DesignMatrix(rows: [[0], [0.1], [0.2], [500]])
    let fit = LogisticRegression(design, targets: [0, 1, 0, 1], ridge: 1e-6)
    let values = fit.values(at: design)
    #expect(values.allSatisfy { $0 >= 0 && $0 <= 1 })
    // At the minimum the residuals add up to 0, as the intercept is free.
    #expect(abs(values.sum - 2) < 1e-6)
  }

  @Test func withoutFeaturesItIsTheMean() {
    let mean = LogisticRegression(DesignMatrix(values: [], width: 0, rowCount: 4), targets: [0, 0, 0, 1])
    #expect(abs(mean.intercept + log(3)) < 1e-9)
  }
}
