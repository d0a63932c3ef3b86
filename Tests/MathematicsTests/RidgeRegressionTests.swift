import Mathematics
import TestSupport
import Testing

@Suite struct RidgeRegressionTests {
  @Test func byHand() {
    // Centred: x = -1, 0, 1 and y = -2, 0, 2: slope 4/(2 + ridge), through (1, 3).
    let design = DesignMatrix(rows: [[0], [1], [2]])
    for ridge in [0, 1, 6.0] {
      let line = RidgeRegression(design, targets: [1, 3, 5], ridge: ridge)
      let slope = 4 / (2 + ridge)
      #expect(isClose(line.coefficients + [line.intercept], [slope, 3 - slope], within: 1e-12))
    }
    // Through the origin: sum of products 13, of squares 5.
    let ray = RidgeRegression(design, targets: [1, 3, 5], ridge: 0, hasIntercept: false)
    #expect(ray.intercept == 0 && isClose(ray.coefficients, [2.6], within: 1e-12))
  }

  /// sklearn.linear_model.Ridge(alpha=ridge) of scikit-learn 1.9.1 on the same rows.
  @Test func agreesWithScikitLearn() {
    let (design, grades) = (RegressionTrials.design, RegressionTrials.grades)
    let recorded: [(ridge: Double, fit: [Double])] = [
      (0, [0.039455803713, 0.096411718188, 0.012312405486, 0.447617433709]),
      (1, [0.032878312403, 0.090681346625, 0.008225657186, 0.452546112255]),
      (10, [0.011636919175, 0.06112848177, -0.001076718423, 0.466104417922]),
    ]
    for (ridge, fit) in recorded {
      let line = RidgeRegression(design, targets: grades, ridge: ridge)
      #expect(isClose(line.coefficients + [line.intercept], fit, within: 1e-11))
    }
    let weighted = RidgeRegression(design, targets: grades, weights: RegressionTrials.weights, ridge: 2)
    #expect(
      isClose(
        weighted.coefficients + [weighted.intercept],
        [0.025413374541, 0.090353746216, -0.009511233306, 0.482653521022], within: 1e-11))
    let ray = RidgeRegression(design, targets: grades, hasIntercept: false)
    #expect(isClose(ray.coefficients, [0.283037358552, 0.146635132385, 0.35236706889], within: 1e-11))
  }

  @Test func dependentFeaturesDoNotMatter() {
    let twice = DesignMatrix(rows: [[0, 0], [1, 2], [2, 4], [4, 8]])
    let line = RidgeRegression(twice, targets: [1, 3, 5, 9], ridge: 0)
    #expect(isClose(line.values(at: twice), [1, 3, 5, 9], within: 1e-12))
  }

  @Test func withoutFeaturesItIsTheMean() {
    let mean = RidgeRegression(DesignMatrix(values: [], width: 0, rowCount: 3), targets: [1, 2, 6])
    #expect(mean.intercept == 3 && mean.coefficients.isEmpty)
  }

  /// Leaving a row out is refitting without it.
  @Test func leavesRowsOutExactly() {
    let (design, grades) = (RegressionTrials.design, RegressionTrials.grades)
    for ridge in [0, 0.5, 10] {
      let values = RidgeRegression(design, targets: grades, ridge: ridge)
        .valuesWithoutOwnRow(design, targets: grades, ridge: ridge)
      for row in 0..<design.rowCount {
        let rest = (0..<design.rowCount).filter { $0 != row }
        let refitted = RidgeRegression(
          DesignMatrix(rows: rest.map { Array(design[$0]) }), targets: rest.map { grades[$0] }, ridge: ridge)
        #expect(abs(values[row] - refitted.value(at: design[row])) < 1e-10)
      }
    }
    // Two rows and a slope: without either, the other's target is all that is known.
    let two = DesignMatrix(rows: [[0], [1]])
    let line = RidgeRegression(two, targets: [1, 5], ridge: 0)
    #expect(line.valuesWithoutOwnRow(two, targets: [1, 5], ridge: 0) == [5, 1])
  }

  /// Holding the centre, leaving a row out is refitting the slopes without it, features and targets less their means over
  /// all rows.
  @Test func leavesRowsOutOfTheSlopesExactly() {
    let (design, grades) = (RegressionTrials.design, RegressionTrials.grades)
    let count = Double(design.rowCount)
    let means = (0..<design.width).map { feature in
      (0..<design.rowCount).reduce(0) { $0 + Array(design[$1])[feature] } / count
    }
    let meanGrade = grades.reduce(0, +) / count
    let centred = (0..<design.rowCount).map { row in zip(design[row], means).map { $0 - $1 } }
    for ridge in [0.5, 10] {
      let values = RidgeRegression(design, targets: grades, ridge: ridge)
        .valuesWithoutOwnRow(design, targets: grades, ridge: ridge, holdsCentre: true)
      for row in 0..<design.rowCount {
        let rest = (0..<design.rowCount).filter { $0 != row }
        let refitted = RidgeRegression(
          DesignMatrix(rows: rest.map { centred[$0] }), targets: rest.map { grades[$0] - meanGrade }, ridge: ridge,
          hasIntercept: false)
        #expect(abs(values[row] - meanGrade - refitted.value(at: centred[row][...])) < 1e-10)
      }
    }
  }
}
