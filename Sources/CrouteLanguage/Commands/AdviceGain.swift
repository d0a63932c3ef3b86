/// The sentence where something is gained.
extension AdviceText {
  /// What to do, and what that gives.
  var gain: String {
    let take =
      !isSingle
      ? "letting \(answering) (\(name(choice))),"
      : "take \(isCheaper ? "the cheaper model " : "")\(chosenAlone)"
        + (advice.isUnanimous ? ": it" : ". " + served("What"))
    return "On these \(count), \(take) \(gives)."
  }
}
