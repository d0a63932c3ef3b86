import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import TestSupport
import Testing

@Suite struct FitChoiceTests {
  /// A number says which queries the cheap model gets right: estimates that see it beat the means. Of all that are within
  /// a standard error of the best, the first of the table is taken.
  @Test(arguments: [("a number that says which model", false), ("a number of noise", nil as Bool?)])
  func theEstimatorThatHelpsTheStrategyIsTaken(_ name: String, _ isConstant: Bool?) throws {
    let world = try #require(AdviceWorld.withSignals.first { $0.name == name })
    let folder = try TemporaryFolder()
    let interpreter = Interpreter()
    try interpreter.output("load \(folder.write(world.csv, to: "t.csv"))\nsplit --train 40% --tune 40%")
    let text = try interpreter.output("fit quality auto --for routing")
    let rows = text.split(separator: "\n").map { $0.split(separator: " ") }
    let near = try #require(rows.first { $0.count == 4 && -(Double($0[2]) ?? -.infinity) <= Double($0[3]) ?? -1 })
    #expect(text.contains("fitted quality \(near[0]) on"), "\(text)")
    if let isConstant { #expect((near[0] == "constant") == isConstant, "\(text)") }
    #expect(text.contains("constant") && text.contains("logistic") && text.contains("standard error"))
    #expect(throws: Diagnostic.self) { try interpreter.output("fit quality logistic --for routing") }
  }
}
